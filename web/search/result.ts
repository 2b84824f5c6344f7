// What was found, with all that stands around it on its page.
import { SearchAway } from '#search/away.ts'
import type { EngineNote, Found } from '#search/engine.ts'
import type { ReadableList, SearchDesk } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import type { Visitor } from '../visitor.ts'
import type { Web } from '../web.ts'
import { type Search, searchUrl } from './asked.ts'
import { standing, wider } from './conditions.ts'
import { countSaid } from './count.ts'
import { hitLines } from './hits.ts'
import { noteLines } from './notes.ts'
import { overviewOf } from './overview.ts'
import { HITS_A_PAGE, hitPager } from './pages-of-hits.ts'
import { said } from './said.ts'

/** Kept in the addresses where what a result is made of stands in its page. */
export const OPEN: Readonly<Record<string, string>> = { overview: '1' }

/** A page of what was found. */
export interface Result {
  readonly search: Search
  readonly lists: readonly ReadableList[]
  readonly found: Found
  readonly page: number
  /** What stays in the addresses of the next pages. */
  readonly kept: Readonly<Record<string, string>>
}

/** The result as the template takes it; what it is made of only where that was asked for. */
export async function resultModel(
  web: Pick<Web, 'settings'>,
  desk: SearchDesk,
  { search, lists, found, page, kept }: Result,
  { language, viewer }: Visitor,
) {
  const { query, notes } = search.understood
  const reader = { language, viewer, timeZone: web.settings.instance.timeZone, now: new Date() }
  const narrowing = { search, language, viewer, kept }
  const hits = hitLines(found.hits.slice(0, HITS_A_PAGE), desk.lists, reader)
  const [overview, ways] = await Promise.all([
    kept === OPEN ? unlessAway(overviewOf(desk, narrowing)) : undefined,
    found.total === 0 ? unlessAway(wider(search, desk, language)) : undefined,
  ])
  return {
    asked: true,
    count: countSaid(found, language),
    countLater: found.totalIs === 'exact' ? undefined : searchUrl('/search/count', search),
    said: said(query, { language, lists: desk.lists }),
    notes: noteLines([...notes, ...found.notes, ...unreadable(search, lists)], search, language),
    // Of an empty result what may be taken away is shown with what it would bring.
    standing: found.total > 0 ? standing(search, desk.lists, language, kept) : [],
    hits,
    any: found.total > 0,
    ways,
    overview,
    overviewLater: searchUrl('/search/overview', search),
    overviewHere: searchUrl('/search', search, OPEN),
    pager: hitPager(found, page, (n) => searchUrl('/search', search, { ...kept, page: n })),
    firstPage: searchUrl('/search', search, kept),
    feed: searchUrl('/search.atom', { ...search, sort: 'date' }),
    list: search.list,
    mayTakeMails: lists.some((one) => mayTakeOriginals(one, viewer)),
  }
}

/** What is beside the hits is left out while it can't be had. */
async function unlessAway<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof SearchAway) return undefined
    throw error
  }
}

/** The list of the address, where there is none that may be read. */
function unreadable({ list }: Search, lists: readonly ReadableList[]): readonly EngineNote[] {
  return list === undefined || lists.length > 0 ? [] : [{ name: 'unknown-list', text: list }]
}
