// Everything that a search found, up to a bound, before any of it is written down.
import type { Hit } from '#search/engine.ts'
import { allOf } from '#search/query/combine.ts'
import { dateNumbers } from '../moments.ts'
import type { SearchDesk, Searched } from '../needs.ts'

/** Messages in one file. */
export const MOST_EXPORTED = 50_000
const A_PAGE = 500
/** No day is written with five digits for its year. */
const LAST_YEAR = 9999

/** What is kept of a hit until it is written. */
export type Collected = Pick<Hit, 'id' | 'list' | 'url'>

export interface Collection {
  /** The oldest first. */
  readonly hits: readonly Collected[]
  /** Messages that were found in all. */
  readonly found: number
}

/**
 * The newest messages of an answer, each once, the oldest of them first. Each page is asked for by the day at which the
 * last one ended: to look past fifty thousand would cost the engine more with every page, and what arrives meanwhile
 * moves nothing.
 */
export async function collected(
  desk: SearchDesk,
  { query, lists }: Searched,
  { timeZone, aPage = A_PAGE }: { readonly timeZone: string; readonly aPage?: number },
): Promise<Collection> {
  const hits = new Map<number, Collected>()
  let found: number | undefined
  let until: string | undefined
  let offset = 0
  for (;;) {
    const asked = until === undefined ? query : allOf([query, { kind: 'dates', until }])
    const count = found === undefined ? 'exact' : 'capped'
    const page = await desk.find({ query: asked, lists }, { sort: 'date', limit: aPage, offset, count })
    found ??= page.total
    for (const { id, list, url } of page.hits) if (!hits.has(id)) hits.set(id, { id, list, url })
    const last = page.hits.at(-1)
    if (last === undefined || page.hits.length < aPage || hits.size >= MOST_EXPORTED) break
    const next = dayAfter(last.date, timeZone)
    const ofThatDay = page.hits.filter(({ date }) => dayAfter(date, timeZone) === next).length
    offset = next === until ? offset + page.hits.length : ofThatDay
    until = next
  }
  return { hits: [...hits.values()].slice(0, MOST_EXPORTED).reverse(), found }
}

/** The day after that of an instant, as a question names it. */
function dayAfter(at: Date, timeZone: string): string {
  const { year, month, day } = dateNumbers(at, timeZone)
  if (year >= LAST_YEAR) return `${LAST_YEAR}-12-31`
  const next = new Date(Date.UTC(2000, month - 1, day + 1))
  next.setUTCFullYear(year + next.getUTCFullYear() - 2000)
  return next.toISOString().slice(0, 10)
}
