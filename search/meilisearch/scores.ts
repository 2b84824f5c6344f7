// The best of an answer put in order as PostgreSQL's engine does it: by its own index, which has the words in order.
import type { DbOrTx } from '#store/database.ts'
import { MARKS } from '../postgres/codes.ts'
import { scoreOf } from '../postgres/relevance.ts'
import { ANYWHERE } from '../postgres/zones.ts'
import type { Match } from './pages.ts'

/** So many are put in order by their words; those after them stay newest first. */
export const RANKED = 100
/** Characters of codes that are looked at. */
const READ_CHARS = 4_000

/** Scores of messages by id, for words given as the codes of all that is found by each. */
export async function scoresOf(
  db: DbOrTx,
  matches: readonly Match[],
  words: readonly (readonly string[])[],
): Promise<ReadonlyMap<number, number>> {
  if (matches.length === 0) return new Map()
  const { rows } = await db.raw<{ rows: { id: number; words: string }[] }>(
    `select message_id as id, left(words, ${READ_CHARS}) as words from search_entries
      where part = 0 and message_id = any(?::bigint[])`,
    [matches.map(({ id }) => id)],
  )
  const which = new Map<string, number>()
  for (const [word, codes] of words.entries())
    for (const zone of ANYWHERE) for (const code of codes) which.set(MARKS[zone] + code, word)
  const ages = agesOf(matches)
  return new Map(
    rows.map((row) => [row.id, scoreOf(row.words, which, words.length) + (ages.get(row.id) ?? 0)]),
  )
}

/** Up to 1, for the newest. */
function agesOf(matches: readonly Match[]): Map<number, number> {
  const dates = matches.map(({ at }) => at)
  const oldest = Math.min(...dates)
  const span = Math.max(1, Math.max(...dates) - oldest)
  return new Map(matches.map(({ id, at }) => [id, (at - oldest) / span]))
}
