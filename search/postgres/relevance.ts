// By relevance: first what has all the words in its subject, then in its own text, then anywhere; the best are put in
// order by how often and how close together the words stand, and by age.
import type { Db } from '#store/database.ts'
import { MARKS } from './codes.ts'
import type { Compiled } from './compiled.ts'
import type { Readable } from './matching.ts'
import { type Match, type Newest, newest } from './newest.ts'
import { rowsOf, sql } from './sql.ts'
import type { Windows } from './windows.ts'
import { ANYWHERE } from './zones.ts'

/** So many are put in order by their words; those after them stay newest first. */
const RANKED = 100
/** Characters of codes that are looked at, about a thousand words. */
const READ_CHARS = 4_000

export interface Ranking {
  readonly readable: Readable
  /** The question looked for in subjects, then in authors' own texts, then as it is. */
  readonly tiers: readonly Compiled[]
  /** For each word asked its codes, without marks. */
  readonly words: readonly (readonly string[])[]
}

/** A page of the most relevant, and how many there are, as far as was looked for them. */
export async function mostRelevant(
  db: Db,
  windows: Windows,
  { readable, tiers, words }: Ranking,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Newest> {
  const wanted = Math.max(RANKED, offset + limit)
  const inTiers: (readonly Match[])[] = []
  let [count, counts]: [number, Newest['counts']] = [0, 'at-least']
  for (const tier of tiers) {
    const found = inTiers.flat().map((match) => match.id)
    if (found.length >= wanted) break
    const page = { limit: wanted - found.length, offset: 0 }
    const inTier = await newest(db, windows, { compiled: tier, readable, but: found }, page)
    count = found.length + inTier.count
    inTiers.push(inTier.matches)
    // The last one has all that match.
    if (inTiers.length === tiers.length) counts = inTier.counts
  }
  const first = inTiers.flat().slice(0, RANKED)
  const scores = words.length === 0 ? new Map<number, number>() : await scoresOf(db, first, words)
  const ranked = inTiers.flatMap((matches) => {
    const [scored, others] = [
      matches.filter(({ id }) => scores.has(id)),
      matches.filter(({ id }) => !scores.has(id)),
    ]
    return [...scored.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0)), ...others]
  })
  return { matches: ranked.slice(offset, offset + limit), count, counts }
}

async function scoresOf(
  db: Db,
  matches: readonly Match[],
  words: readonly (readonly string[])[],
): Promise<Map<number, number>> {
  const rows = await rowsOf<{ id: number; words: string }>(
    db,
    sql(
      `select message_id as id, rtrim(left(words, ${READ_CHARS}), '.') as words from search_entries
        where part = 0 and message_id = any(?::bigint[])`,
      matches.map((match) => match.id),
    ),
  )
  const which = new Map<string, number>()
  for (const [word, codes] of words.entries())
    for (const zone of ANYWHERE) for (const code of codes) which.set(MARKS[zone] + code, word)
  const ages = agesOf(matches)
  return new Map(
    rows.map((row) => [row.id, scoreOf(row.words, which, words.length) + (ages.get(row.id) ?? 0)]),
  )
}

/** How much words count: up to 3 for each that is repeated, up to 2 when they all stand together. */
export function scoreOf(codes: string, which: ReadonlyMap<string, number>, asked: number): number {
  const times = new Array<number>(asked).fill(0)
  const last = new Map<number, number>()
  let closest = Number.POSITIVE_INFINITY
  for (const [place, code] of codes.split(' ').entries()) {
    const word = which.get(code)
    if (word === undefined) continue
    times[word] = (times[word] ?? 0) + 1
    last.set(word, place)
    if (last.size === asked) closest = Math.min(closest, place - Math.min(...last.values()) + 1)
  }
  const frequent =
    times.reduce((sum, count) => sum + Math.min(3, Math.log2(1 + count)), 0) / Math.max(1, asked)
  return frequent + (asked > 1 ? (2 * asked) / Math.max(asked, closest) : 0)
}

/** Up to 1, for the newest. */
function agesOf(matches: readonly Match[]): Map<number, number> {
  const dates = matches.map(({ datedAt }) => datedAt.getTime())
  const [oldest, newestDate] = [Math.min(...dates), Math.max(...dates)]
  const span = Math.max(1, newestDate - oldest)
  return new Map(matches.map(({ id, datedAt }) => [id, (datedAt.getTime() - oldest) / span]))
}
