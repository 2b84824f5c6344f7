// Everything that a search found, up to a bound, before any of it is written down.
import type { Hit } from '#search/engine.ts'
import type { SearchDesk, Searched } from '../needs.ts'

/** Messages in one file. */
export const MOST_EXPORTED = 50_000
const A_PAGE = 500

/** What is kept of a hit until it is written. */
export type Collected = Pick<Hit, 'id' | 'list' | 'url'>

export interface Collection {
  /** The oldest first. */
  readonly hits: readonly Collected[]
  /** Messages that were found in all. */
  readonly found: number
}

/** The newest messages of an answer, each once, the oldest of them first. */
export async function collected(desk: SearchDesk, what: Searched): Promise<Collection> {
  const hits = new Map<number, Collected>()
  let found = 0
  for (let offset = 0; offset < MOST_EXPORTED; offset += A_PAGE) {
    const count = offset === 0 ? 'exact' : 'capped'
    const page = await desk.find(what, { sort: 'date', limit: A_PAGE, offset, count })
    if (offset === 0) found = page.total
    // What arrives meanwhile pushes others onto the next page.
    for (const { id, list, url } of page.hits) if (!hits.has(id)) hits.set(id, { id, list, url })
    if (page.hits.length < A_PAGE) break
  }
  return { hits: [...hits.values()].slice(0, MOST_EXPORTED).reverse(), found }
}
