// `node bench/archive/make-archive.ts --out FOLDER`: makes an archive with known answers, and says what is in it.
import { parseArgs } from 'node:util'
import { FEWEST_MESSAGES, makeArchive } from './make.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    messages: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    lists: { type: 'string', default: '60' },
    years: { type: 'string', default: '10' },
    text: { type: 'string' },
  },
})
const wishes = {
  messages: Number(values.messages),
  seed: Number(values.seed),
  lists: Number(values.lists),
  years: Number(values.years),
  ...(values.text !== undefined && { text: values.text }),
}
const numbers = [wishes.messages, wishes.seed, wishes.lists, wishes.years]
if (
  values.out === undefined ||
  numbers.some((n) => !Number.isInteger(n) || n < 1) ||
  wishes.messages < FEWEST_MESSAGES
) {
  process.stderr.write(
    `node bench/archive/make-archive.ts --out FOLDER [--messages 100000] [--seed 1] [--lists 60] [--years 10] [--text FOLDER]\nat least ${FEWEST_MESSAGES} messages; --text has words.txt and sentences.txt\n`,
  )
  process.exit(2)
}
const { meta, needles, threads } = await makeArchive(values.out, wishes)
process.stdout.write(
  `${JSON.stringify({ ...meta, lists: meta.lists.length, needles: needles.length, threadsAsked: threads.length })}\n`,
)
