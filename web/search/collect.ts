// Everything that a search found, up to a bound, before any of it is written down.
import { type Hit, UNREAD_HITS } from '#search/engine.ts'
import type { SearchDesk, Searched } from '../needs.ts'

/** Messages in one file. */
export const MOST_EXPORTED = UNREAD_HITS

/** What is kept of a hit until it is written. */
export type Collected = Pick<Hit, 'id' | 'list' | 'url'>

export interface Collection {
  /** The oldest first. */
  readonly hits: readonly Collected[]
  /** Messages that were found in all. */
  readonly found: number
}

/** The newest messages of an answer, asked for at once: what arrives meanwhile moves nothing. */
export async function collected(desk: SearchDesk, what: Searched): Promise<Collection> {
  const { hits, total } = await desk.find(what, {
    sort: 'date',
    limit: MOST_EXPORTED,
    offset: 0,
    count: 'exact',
    extracts: 'none',
  })
  return { hits: hits.map(({ id, list, url }) => ({ id, list, url })).reverse(), found: total }
}
