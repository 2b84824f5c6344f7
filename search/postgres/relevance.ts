// By relevance: first what has all the words in its subject, then in its own text, then anywhere; the best are put in
// order by how often and how close together the words stand, and by age.
import type { Db } from '#store/database.ts'
import { type Looked, look } from './looking.ts'
import { CODES_READ, RANKED, scoresOf } from './scores.ts'
import type { Tiers } from './tiers.ts'
import type { Windows } from './windows.ts'

export interface Ranking extends Tiers {
  /** For each word asked its codes, without marks. */
  readonly words: readonly (readonly string[])[]
}

const CODES_OF_BEST = `case when r.place <= ${RANKED} then (
  select ${CODES_READ} from search_entries e where e.message_id = r.message_id and e.part = 0) end`

/** A page of the most relevant, and how many there are, as far as was looked for them. */
export async function mostRelevant(
  db: Db,
  windows: Windows,
  ranking: Ranking,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Looked> {
  const enough = Math.max(RANKED, offset + limit)
  const looked = await look(db, windows, ranking, { enough, limit: enough, offset: 0, more: CODES_OF_BEST })
  const scores = scoresOf(
    looked.rows.slice(0, RANKED).map(({ id, at, more }) => ({ id, at, words: more })),
    ranking.words,
  )
  const ranked = looked.rows.toSorted(
    (a, b) => a.tier - b.tier || (scores.get(b.id) ?? -1) - (scores.get(a.id) ?? -1),
  )
  return { ...looked, rows: ranked.slice(offset, offset + limit) }
}
