// What a question names that only PostgreSQL knows, looked up before Meilisearch is asked: a fixed number of
// statements, each only where something is asked of it.
import { urlHash } from '#mta/message/identity.ts'
import type { DbOrTx } from '#store/database.ts'
import { type AskedWords, askedWords } from '../asked-words.ts'
import { SearchAway } from '../away.ts'
import type { Question } from '../engine.ts'
import { type Vocabulary, withVocabulary } from '../postgres/vocabulary.ts'
import type { Known, Named, Row } from './compile.ts'
import { type Wanted, wantedBy } from './wanted.ts'

/** What a question names, and the rows of words that pairs alone aren't sure of. */
export interface Resolved {
  readonly known: Known
  readonly rows: readonly Row[]
  /** For each word asked the codes of PostgreSQL's index that it is found by. */
  readonly words: readonly (readonly string[])[]
}

/** Ids in a filter; a question that needs more is answered by PostgreSQL. */
export const MAX_IDS = 10_000
/** Addresses that have a part or a word in common. */
const MAX_ADDRESSES = 2_000

/** Looks up what a question names. */
export async function resolve(db: DbOrTx, question: Question, listsNamed: Known['lists']): Promise<Resolved> {
  const wanted = wantedBy(question.query)
  const [{ words, ...found }, instants, messages] = await Promise.all([
    withVocabulary(db, (vocabulary) => wordsOf(question, wanted, vocabulary)),
    instantsOf(db, [...wanted.days], question.timeZone),
    messagesOf(db, wanted.messages),
  ])
  const known: Known = {
    ...found,
    lists: listsNamed,
    messages: (leaf) => messages.get(keyOf(leaf)) ?? [],
    instant: (day) => instants.get(day) ?? 0,
    row: () => undefined,
  }
  return { known, rows: wanted.rows, words }
}

/** Forms of words and addresses in use, by what was asked; a word that nobody wrote is its own form. */
function wordsOf(
  { query }: Question,
  { forms, addresses }: Wanted,
  vocabulary: Vocabulary,
): Pick<Known, 'forms' | 'addresses'> & Pick<Resolved, 'words'> {
  const known = {
    forms: new Map([...forms].map((word) => [word, vocabulary.forms(word).map((form) => form.word)])),
    addresses: new Map(
      [...addresses].map((part) => [part, vocabulary.addresses(part).map(({ word }) => word)]),
    ),
  }
  return {
    forms: (word) => [...new Set([word, ...(known.forms.get(word) ?? [])])],
    addresses: (part) => known.addresses.get(part)?.slice(0, MAX_ADDRESSES) ?? [],
    words: askedWords(query).map((one) => codesOf(one, vocabulary)),
  }
}

const keyOf = (leaf: Named): string => (leaf.kind === 'id' ? `id ${leaf.messageId}` : `thread ${leaf.hash}`)

function codesOf(asked: AskedWords, vocabulary: Vocabulary): string[] {
  if (asked.kind === 'word') return vocabulary.forms(asked.word).map(({ code }) => code)
  const last = asked.words.at(-1) ?? ''
  const known = asked.kind === 'prefix' ? vocabulary.beginning(last) : [vocabulary.word(last)]
  return known.flatMap((one) => (one === undefined ? [] : [one.code]))
}

/** When days begin in a time zone, in milliseconds since 1970. */
export async function instantsOf(
  db: DbOrTx,
  days: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, number>> {
  if (days.length === 0) return new Map()
  const { rows } = await db.raw<{ rows: { day: string; at: Date }[] }>(
    'select day, day::timestamp at time zone ? as at from unnest(?::text[]) day',
    [timeZone, [...days]],
  )
  return new Map(rows.map(({ day, at }) => [day, at.getTime()]))
}

async function messagesOf(
  db: DbOrTx,
  leaves: readonly Named[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, readonly number[]>()
  for (const leaf of leaves) {
    // A hash is made of the Message-ID; another message with the same one has `-2` after it.
    const [sql, bindings]: readonly [string, readonly string[]] =
      leaf.kind === 'id'
        ? ['select id from messages where hash >= ? and hash < ?', hashesOf(leaf.messageId)]
        : [
            `select distinct p.message_id as id from threads t join postings p on p.thread_id = coalesce(t.merged_into, t.id)
              where t.hash = ? and p.state = 'shown'`,
            [leaf.hash],
          ]
    const { rows } = await db.raw<{ rows: { id: number }[] }>(`${sql} limit ${MAX_IDS + 1}`, [...bindings])
    if (rows.length > MAX_IDS) throw new SearchAway('too-wide', `a thread of more than ${MAX_IDS} messages`)
    found.set(
      keyOf(leaf),
      rows.map(({ id }) => id),
    )
  }
  return found
}

function hashesOf(messageId: string): string[] {
  const hash = urlHash(messageId)
  return [hash, `${hash}.`]
}
