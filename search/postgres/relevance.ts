// By relevance: first what has all the words in its subject, then in its own text, then anywhere; the best are put in
// order by how often and how close together the words stand, and by age.
import type { Db } from '#store/database.ts'
import type { Compiled } from './compiled.ts'
import type { Readable } from './matching.ts'
import { type Match, type Newest, newest } from './newest.ts'
import { RANKED, scoresOf } from './scores.ts'
import type { Windows } from './windows.ts'

export interface Ranking {
  readonly readable: Readable
  /** The question looked for in subjects, then in authors' own texts, then as it is. */
  readonly tiers: readonly Compiled[]
  /** For each word asked its codes, without marks. */
  readonly words: readonly (readonly string[])[]
}

/** What no more subjects have is likely to be rare in texts; « cordialement » is not. */
const RARE = 5

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
    const expected = inTiers.length > 0 && found.length <= RARE ? 'few' : 'any'
    const inTier = await newest(db, windows, { compiled: tier, readable, but: found }, page, expected)
    count = found.length + inTier.count
    inTiers.push(inTier.matches)
    // The last one has all that match.
    if (inTiers.length === tiers.length) counts = inTier.counts
  }
  const first = inTiers.flat().slice(0, RANKED)
  const scores = await scoresOf(
    db,
    first.map(({ id, datedAt }) => ({ id, at: datedAt.getTime() })),
    words,
  )
  const ranked = inTiers.flatMap((matches) => {
    const [scored, others] = [
      matches.filter(({ id }) => scores.has(id)),
      matches.filter(({ id }) => !scores.has(id)),
    ]
    return [...scored.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0)), ...others]
  })
  return { matches: ranked.slice(offset, offset + limit), count, counts }
}
