// `node bench/archive/score-answers.ts ANSWERS.json RESULTS.jsonl`: scores what any program found; a line a question,
// `{"id": …, "ids": [Message-ID, …]}` or `{"id": …, "count": …}`.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { answers } from './answers.ts'
import { type Score, score } from './score.ts'

const line = z.object({ id: z.string(), ids: z.array(z.string()).optional(), count: z.number().optional() })

const [known, results] = process.argv.slice(2)
if (known === undefined || results === undefined) {
  process.stderr.write('node bench/archive/score-answers.ts ANSWERS.json RESULTS.jsonl\n')
  process.exit(2)
}
const given = (await readFile(results, 'utf8'))
  .split('\n')
  .filter((text) => text !== '')
  .map((text) => line.parse(JSON.parse(text)))
const scored = score(
  answers.parse(JSON.parse(await readFile(known, 'utf8'))),
  new Map(
    given.map(({ id, ids, count }) => [id, { ...(ids && { ids }), ...(count !== undefined && { count }) }]),
  ),
)
process.stdout.write(`${table(scored)}\n`)
process.exitCode = scored.misses.length === 0 ? 0 : 1

function table({ kinds, asked, exact, threads, counts, misses }: Score): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9)
  return [
    'kind               exact    recall  precision  decoys',
    ...Object.entries(kinds).map(
      ([kind, of]) =>
        `${kind.padEnd(15)} ${`${of.exact}/${of.asked}`.padStart(8)} ${percent(of.recall)}  ${percent(of.precision)} ${String(of.decoys).padStart(7)}`,
    ),
    `${'all'.padEnd(15)} ${`${exact}/${asked}`.padStart(8)}`,
    `${'threads'.padEnd(15)} ${`${threads.exact}/${threads.asked}`.padStart(8)}`,
    `${'counts'.padEnd(15)} ${`${counts.exact}/${counts.asked}`.padStart(8)}`,
    ...misses.map(
      ({ id, query, missing, wrong }) =>
        `missed ${id} « ${query} »: ${missing.length} missing, ${wrong.length} wrong`,
    ),
  ].join('\n')
}
