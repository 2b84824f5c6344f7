// Owner of the lexicon: each word has a number, and a code made of it. It is given outside of transactions that file messages, which would
// otherwise wait for each other's new words.
import { codeOf } from './codes.ts'

export interface Lexicon {
  /** The code of a word met lately, or of one that needs no place in the lexicon. */
  known(word: string): string | undefined
  /** The codes of words not known; new words are given one at once, whatever becomes of the message. */
  learn(words: Iterable<string>): Promise<ReadonlyMap<string, string>>
}

/** What answers outside of transactions: a pool (pg.Pool) that those don't take their connections from. */
export interface Pool {
  query(text: string, values: (readonly string[])[]): Promise<{ rows: { id: number; word: string }[] }>
}

/** Words kept in memory, about 120 bytes each; twice as many at most. */
const KEPT = 45_000
/** Longer runs of letters, mixtures of letters and digits, and numbers are parts of URLs and keys, each written once. */
const LONGEST = { letters: 30, mixture: 11, number: 8 } as const
const HASHED = 2 ** 27

export function openLexicon(pool: Pool): Lexicon {
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
      const older = before.get(word)
      if (older === undefined) return hashedCode(word)
      // A copy: a word cut out of a text would keep all of it.
      keep(Buffer.from(word).toString(), older)
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
  if (word.length <= LONGEST.number || !isJunk(word)) return undefined
  let hash = 0x811c9dc5 // FNV-1a
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return codeOf(HASHED + (hash & (HASHED - 1)))
}

function isJunk(word: string): boolean {
  if (word.includes('@')) return false
  const made = !/\d/.test(word) ? 'letters' : /\D/.test(word) ? 'mixture' : 'number'
  return word.length > LONGEST[made]
}

async function numbered(pool: Pool, words: readonly string[]): Promise<Map<string, string>> {
  const codes = new Map<string, string>()
  const known = 'select id, word from lexicon where word = any($1::text[])'
  const given = `insert into lexicon (word) select word from unnest($1::text[]) word
                 on conflict do nothing returning id, word`
  // The third time finds what another process has given meanwhile.
  for (const statement of [known, given, known]) {
    const missing = words.filter((word) => !codes.has(word))
    if (missing.length === 0) break
    const { rows } = await pool.query(statement, [missing])
    for (const { id, word } of rows) codes.set(word, codeOf(id))
  }
  return codes
}
