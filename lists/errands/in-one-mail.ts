// Several requests in one mail are answered in one mail, where nothing in the answers says who writes them: a question
// with a token of its own, or a mail with more than words, goes by itself.
import type { Tx } from '#store/database.ts'
import { type Mail, write } from '../mails.ts'
import type { Asked } from './table.ts'

/** What a mail may have that stands with others. */
const PLAIN: ReadonlySet<string> = new Set([
  'name',
  'language',
  'to',
  'from',
  'inReplyTo',
  'listId',
  'once',
  'sentences',
])

/** Answers an errand: when it is done, with what else is answered. */
export async function answerWith(tx: Tx, { answers }: Asked, mail: Mail): Promise<void> {
  if (answers !== undefined && mayStandWithOthers(mail)) answers.push(mail)
  else await write(tx, mail)
}

function mayStandWithOthers({ from, sentences, ...mail }: Mail): boolean {
  if (mail.listId === undefined || !Object.keys(mail).every((key) => PLAIN.has(key))) return false
  return from.address === sentences.owner || from.address === sentences.request
}

/** Writes the answers of an errand: one mail for each list and reader. */
export async function sendAnswers(tx: Tx, answers: readonly Mail[]): Promise<void> {
  const once = new Map(answers.map((mail) => [mail.once, mail]))
  const together = Map.groupBy(once.values(), ({ listId, to }) => `${listId} ${to}`)
  for (const mails of together.values()) await write(tx, mails.length === 1 ? mails[0]! : inOne(mails))
}

function inOne(mails: readonly Mail[]): Mail {
  const [first] = mails as readonly [Mail, ...Mail[]]
  // What expects an answer has it come back to -request@, where all of them can be taken up.
  const asking = mails.find(({ from, sentences }) => from.address === sentences.request) ?? first
  return {
    ...first,
    name: 'several-answers',
    from: asking.from,
    once: `${first.once}+${mails.length - 1}`,
    sentences: { ...first.sentences, count: String(mails.length) },
    parts: mails.map(({ name, sentences }) => ({ name, sentences })),
  }
}
