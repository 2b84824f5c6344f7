// Owner of own_sentences: what a list, a space or the platform says in its own words.
import type { DbOrTx, Tx } from '#store/database.ts'
import { Refused } from '../refused.ts'
import {
  catalogue,
  isAboutList,
  isFrame,
  isSentenceName,
  type Language,
  namesFor,
  namesIn,
  type Sentence,
  type SentenceName,
  sentenceNames,
} from './catalogue.ts'
import type { Sentences } from './compose.ts'

/** Whose words: one list's, those of every list of a space, or those of the whole platform. */
export type Whose = { readonly listId: number } | { readonly spaceId: number } | { readonly platform: true }

/** A sentence with its name and language, as it is taken elsewhere; a name may be one that we no longer have. */
export interface OwnSentence extends Sentence {
  readonly name: string
  readonly language: Language
}

const MAX_SUBJECT = 200 // characters
const MAX_TEXT = 10_000 // characters: the longest of ours has 1,000

const columnsOf = (whose: Whose) => ({
  list_id: 'listId' in whose ? whose.listId : null,
  space_id: 'spaceId' in whose ? whose.spaceId : null,
})

/** The name of a mail, or a refusal that lists all. */
export function sentenceNamed(name: string): SentenceName {
  if (isSentenceName(name)) return name
  throw new Refused(`there is no sentence "${name}"; there are ${sentenceNames.join(', ')}`)
}

/** Says what is wrong with somebody's words for a mail. */
export function checkSentence(name: SentenceName, sentence: Sentence): void {
  const { may, must } = namesFor(name)
  const unknown = [...new Set(namesIn(sentence))].filter((one) => !may.includes(one))
  if (unknown.length > 0)
    throw new Refused(
      `${inBraces(unknown)} cannot be filled in "${name}"; it may have ${may.length > 0 ? inBraces(may) : 'none'}`,
    )
  const missing = must.filter((one) => !sentence.text.includes(`{${one}}`))
  if (missing.length > 0) throw new Refused(`the text of "${name}" must keep ${inBraces(missing)}`)
  const odd = /[{}]/.exec(`${sentence.subject}${sentence.text}`.replace(/\{\w+\}/g, ''))?.[0]
  if (odd !== undefined) throw new Refused(`"${odd}" stands alone: names are written {like_this}`)
  if (sentence.text.trim() === '') throw new Refused(`"${name}" needs a text`)
  if (!isFrame(name) && sentence.subject.trim() === '') throw new Refused(`"${name}" needs a subject`)
  if (isFrame(name) && sentence.subject !== '') throw new Refused(`"${name}" has no subject`)
  if (/\p{Cc}/u.test(sentence.subject)) throw new Refused('a subject is one line')
  if (/[^\P{Cc}\n\t]/u.test(sentence.text)) throw new Refused('the text holds control characters')
  if (sentence.subject.length > MAX_SUBJECT)
    throw new Refused(`the subject is longer than ${MAX_SUBJECT} characters`)
  if (sentence.text.length > MAX_TEXT) throw new Refused(`the text is longer than ${MAX_TEXT} characters`)
  const lost = choicesIn(catalogue.fr[name].text).filter((n) => !choicesIn(sentence.text).includes(n))
  if (lost.length > 0)
    throw new Refused(
      `people answer "${name}" by a number: lines that begin with ${lost.join(', ')} are missing`,
    )
}

const inBraces = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ')

/** Numbers that begin a line: what somebody answers. */
const choicesIn = (text: string) => [...text.matchAll(/^(\d{1,2})[.)]? /gm)].map((line) => line[1]!)

/** Keeps somebody's words for a mail, in place of those they had. */
export async function setSentence(
  tx: Tx,
  whose: Whose,
  { name, language, sentence }: { name: SentenceName; language: Language; sentence: Sentence },
): Promise<void> {
  if (!('platform' in whose) && !isAboutList(name))
    throw new Refused(`"${name}" is not about a list: the platform alone may say it in its own words`)
  checkSentence(name, sentence)
  await tx('own_sentences')
    .insert({ ...columnsOf(whose), name, language, ...sentence })
    .onConflict(['name', 'language', 'list_id', 'space_id'])
    .merge({ subject: sentence.subject, text: sentence.text, written_at: tx.fn.now() })
}

/** Forgets somebody's words: the next nearest are said again. Whether there were any. */
export async function resetSentence(
  tx: Tx,
  whose: Whose,
  { name, language }: { name: SentenceName; language: Language },
): Promise<boolean> {
  return (
    (await tx('own_sentences')
      .where({ ...columnsOf(whose), name, language })
      .delete()) > 0
  )
}

/** What a list, a space or the platform itself chose to say, by name and language. */
export async function ownSentences(db: DbOrTx, whose: Whose): Promise<readonly OwnSentence[]> {
  return await db('own_sentences')
    .where(columnsOf(whose))
    .orderBy(['name', 'language'])
    .select('name', 'language', 'subject', 'text')
}

/** What a mail says: in the list's words, else its space's, else the platform's, else ours. One statement. */
export async function sentencesFor(
  db: DbOrTx,
  { name, language, whose }: { name: SentenceName; language: Language; whose: Whose },
): Promise<Sentences> {
  const { list_id, space_id } = columnsOf(whose)
  const signature = isAboutList(name) ? 'signature' : 'platform-signature'
  const { rows } = await db.raw<{ rows: (Sentence & { name: SentenceName })[] }>(
    `select distinct on (o.name) o.name, o.subject, o.text
       from own_sentences o
      where o.name = any(?) and o.language = ?
        and (o.list_id = ? or o.space_id = coalesce(?, (select l.space_id from lists l where l.id = ?))
             or num_nonnulls(o.list_id, o.space_id) = 0)
      order by o.name, o.list_id nulls last, o.space_id nulls last`,
    [[name, 'greeting', signature], language, list_id, space_id, list_id] as never,
  )
  const own = new Map(rows.map((row) => [row.name, row]))
  const said = (one: SentenceName) => own.get(one) ?? catalogue[language][one]
  return { greeting: said('greeting'), mail: said(name), signature: said(signature) }
}
