// What a question's words are in the lexicon: all that is asked is looked up in one statement.

import type { DbOrTx } from '#store/database.ts'
import { foldedWords } from '../fold.ts'
import { codeOf } from './codes.ts'
import { hashedCode } from './lexicon.ts'

/** A word of the lexicon with its code, without a mark. */
export interface Known {
  readonly word: string
  readonly code: string
}

/** What a question may ask about a word. */
export interface Vocabulary {
  /** All words with its stem. */
  forms(word: string): readonly Known[]
  /** The word as it is written; undefined where no message has it. */
  word(word: string): Known | undefined
  /** All words that begin so; the first BEGINNINGS of them. */
  beginning(start: string): readonly Known[]
  /** All addresses with this part. */
  addresses(part: string): readonly Known[]
}

/** More words than this don't begin alike but for beginnings of two letters. */
export const BEGINNINGS = 20_000

type Kind = 'forms' | 'word' | 'beginning' | 'addresses'

/** Runs a compiler twice: what it asks the first time is looked up, and answered the second time. */
export async function withVocabulary<T>(db: DbOrTx, compile: (vocabulary: Vocabulary) => T): Promise<T> {
  const asked = new Map<Kind, Set<string>>()
  const ask = (kind: Kind) => (text: string) => {
    asked.set(kind, (asked.get(kind) ?? new Set()).add(text))
    return []
  }
  const first = compile({
    forms: ask('forms'),
    word: (word) => void ask('word')(word),
    beginning: ask('beginning'),
    addresses: ask('addresses'),
  })
  if (asked.size === 0) return first
  const found = await lookUp(db, asked)
  const of = (kind: Kind) => (text: string) => found.get(`${kind} ${text}`) ?? []
  return compile({
    forms: of('forms'),
    word: (word) => hashed(word) ?? of('word')(word)[0],
    beginning: of('beginning'),
    addresses: of('addresses'),
  })
}

async function lookUp(db: DbOrTx, asked: ReadonlyMap<Kind, ReadonlySet<string>>) {
  const list = (kind: Kind) => [...(asked.get(kind) ?? [])]
  const parts: { sql: string; kind: Kind }[] = [
    { kind: 'forms', sql: 'l on word_stem(l.word) = word_stem(a.text)' },
    { kind: 'word', sql: 'l on l.word = a.text' },
    {
      kind: 'beginning',
      sql: `lateral (select * from lexicon b where b.word >= a.text and b.word < a.text || chr(1114111)
                        and position('@' in b.word) = 0 limit ${BEGINNINGS}) l on true`,
    },
    {
      kind: 'addresses',
      sql: `l on position('@' in l.word) > 0 and position(a.text in l.word) > 0`,
    },
  ]
  const used = parts.filter(({ kind }) => asked.has(kind))
  const { rows } = await db.raw<{ rows: { kind: Kind; text: string; id: number; word: string }[] }>(
    used
      .map(({ kind, sql }) =>
        `select '${kind}' as kind, a.text, l.id, l.word from unnest(?::text[]) a(text) join ${sql}`.replace(
          'join l ',
          'join lexicon l ',
        ),
      )
      .join(' union all '),
    used.map(({ kind }) => list(kind)),
  )
  const found = new Map<string, Known[]>()
  for (const { kind, text, id, word } of rows) {
    if (kind === 'addresses' && !text.includes('@') && !foldedWords(word).includes(text)) continue
    const key = `${kind} ${text}`
    const known = { word, code: codeOf(id) }
    const others = found.get(key)
    if (others === undefined) found.set(key, [known])
    else others.push(known)
  }
  for (const word of list('forms')) {
    const known = hashed(word)
    if (known !== undefined) found.set(`forms ${word}`, [known])
  }
  return found
}

/** What is no word has no other form, and is in no lexicon. */
function hashed(word: string): Known | undefined {
  const code = hashedCode(word)
  return code === undefined ? undefined : { word, code }
}
