// How well messages answer, for the few that are put in order: both engines ask PostgreSQL's index, which has the words
// in order.
import type { Db } from '#store/database.ts'
import { MARKS } from './codes.ts'
import { rowsOf, sql } from './sql.ts'
import { ANYWHERE } from './zones.ts'

/** So many (three pages) are put in order by their words; those after them stay newest first. */
export const RANKED = 60
/** Characters of codes that are looked at, about a thousand words. */
const READ_CHARS = 4_000

/** What is looked at of an entry `e`. To count the characters of one that is short costs more than to read it. */
export const CODES_READ = `case when octet_length(e.words) > ${READ_CHARS} then left(e.words, ${READ_CHARS}) else e.words end`

/** A message, and when it is dated, in seconds or milliseconds since 1970. */
interface Dated {
  readonly id: number
  readonly at: number
}

export interface Scored extends Dated {
  /** CODES_READ; null where nothing is indexed any more. */
  readonly words: string | null
}

/** What messages are scored by, where that wasn't read with them. */
export async function readToScore(db: Db, matches: readonly Dated[]): Promise<readonly Scored[]> {
  if (matches.length === 0) return []
  const rows = await rowsOf<{ id: number; words: string }>(
    db,
    sql(
      `select e.message_id as id, ${CODES_READ} as words from search_entries e
        where e.part = 0 and e.message_id = any(?::bigint[])`,
      matches.map(({ id }) => id),
    ),
  )
  const read = new Map(rows.map(({ id, words }) => [id, words]))
  return matches.map(({ id, at }) => ({ id, at, words: read.get(id) ?? null }))
}

/** Scores by id, for words given as the codes of all that is found by each. */
export function scoresOf(
  entries: readonly Scored[],
  asked: readonly (readonly string[])[],
): ReadonlyMap<number, number> {
  const wanted = wantedCodes(asked)
  const dates = entries.map(({ at }) => at)
  const oldest = Math.min(...dates)
  const span = Math.max(1, Math.max(...dates) - oldest)
  // Up to 1 more, for the newest.
  return new Map(
    entries.map(({ id, at, words }) => [id, scoreOf(words ?? '', wanted) + (at - oldest) / span]),
  )
}

/** Which of the words asked a code stands for; most codes are told by their hash not to be any of them. */
interface WantedCodes {
  readonly words: ReadonlyMap<string, number>
  readonly hashes: ReadonlySet<number>
  readonly asked: number
}

/** The codes, in any zone, of words given as the codes of all that is found by each. */
export function wantedCodes(asked: readonly (readonly string[])[]): WantedCodes {
  const words = new Map<string, number>()
  for (const [word, codes] of asked.entries())
    for (const zone of ANYWHERE) for (const code of codes) words.set(MARKS[zone] + code, word)
  const hashes = new Set([...words.keys()].map((code) => [...code].reduce(hashed, 0)))
  return { words, hashes, asked: asked.length }
}

const hashed = (hash: number, character: string): number => hashedWith(hash, character.charCodeAt(0))
const hashedWith = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0
const SPACE = 0x20

/** How much words count: up to 3 for each that is repeated, up to 2 when they all stand together. */
export function scoreOf(codes: string, { words, hashes, asked }: WantedCodes): number {
  const times = new Array<number>(asked).fill(0)
  const last = new Map<number, number>()
  let closest = Number.POSITIVE_INFINITY
  let [place, start, hash] = [0, 0, 0]
  // Dots fill up what is short (rows.ts).
  const dots = codes.indexOf('.')
  const end = dots === -1 ? codes.length : dots
  for (let at = 0; at <= end; at++) {
    const unit = at < end ? codes.charCodeAt(at) : SPACE
    if (unit !== SPACE) {
      hash = hashedWith(hash, unit)
      continue
    }
    const word = hashes.has(hash) ? words.get(codes.slice(start, at)) : undefined
    if (word !== undefined) {
      times[word] = (times[word] ?? 0) + 1
      last.set(word, place)
      if (last.size === asked) closest = Math.min(closest, place - Math.min(...last.values()) + 1)
    }
    place++
    start = at + 1
    hash = 0
  }
  const frequent =
    times.reduce((sum, count) => sum + Math.min(3, Math.log2(1 + count)), 0) / Math.max(1, asked)
  return frequent + (asked > 1 ? (2 * asked) / Math.max(asked, closest) : 0)
}
