// Owner of the lexicon: each word has a number, and a code made of it. It is given outside of transactions that file messages, which would
// otherwise wait for each other's new words.
import type pg from 'pg'
import { codeOf } from './codes.ts'

export interface Lexicon {
  /** The code of a word met lately, or of one that needs no place in the lexicon. */
  known(word: string): string | undefined
  /** The codes of words not known; new words are given one at once, whatever becomes of the message. */
  learn(words: Iterable<string>): Promise<ReadonlyMap<string, string>>
}

/** Words kept in memory, about 120 bytes each; twice as many at most. */
const KEPT = 60_000
/** Longer runs of letters, and long mixtures of letters and digits, are parts of URLs and keys, each written once. */
const LONGEST_WORD = 30
const LONGEST_MIXTURE = 11
const LONGEST_NUMBER = 14
const HASHED = 2 ** 27

export function openLexicon(pool: pg.Pool): Lexicon {
  let lately = new Map<string, string>()
  let before = new Map<string, string>()

  function keep(word: string, code: string): void {
    if (lately.size >= KEPT) {
      before = lately
      lately = new Map()
    }
    lately.set(word, code)
  }

  return {
    known(word) {
      const code = lately.get(word)
      if (code !== undefined) return code
      const older = before.get(word) ?? hashedCode(word)
      if (older !== undefined) keep(word, older)
      return older
    },
    async learn(words) {
      const codes = await numbered(pool, [...words].toSorted())
      for (const [word, code] of codes) keep(word, code)
      return codes
    },
  }
}

/** The code of what is no word: made of its letters, so that the lexicon needn't hold it. */
export function hashedCode(word: string): string | undefined {
  if (word.length <= LONGEST_MIXTURE || !isJunk(word)) return undefined
  let hash = 0x811c9dc5 // FNV-1a
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return codeOf(HASHED + (hash & (HASHED - 1)))
}

function isJunk(word: string): boolean {
  if (word.includes('@')) return false
  if (word.length > LONGEST_WORD) return true
  return /\d/.test(word) && (word.length > LONGEST_NUMBER || /\D/.test(word))
}

async function numbered(pool: pg.Pool, words: readonly string[]): Promise<Map<string, string>> {
  const codes = new Map<string, string>()
  const known = 'select id, word from lexicon where word = any($1::text[])'
  const given = `insert into lexicon (word) select word from unnest($1::text[]) word
                 on conflict do nothing returning id, word`
  // The third time finds what another process has given meanwhile.
  for (const statement of [known, given, known]) {
    const missing = words.filter((word) => !codes.has(word))
    if (missing.length === 0) break
    const { rows } = await pool.query<{ id: number; word: string }>(statement, [missing])
    for (const { id, word } of rows) codes.set(word, codeOf(id))
  }
  return codes
}
