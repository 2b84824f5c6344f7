// What the web asks of search, with the rights that the domain gives the viewer.
import type { Settings } from '#config/settings.ts'
import { allLists, listByAddress } from '#lists/lists.ts'
import { rightsOn } from '#lists/rights.ts'
import type { Question, SearchEngine } from '#search/engine.ts'
import type { Db } from '#store/database.ts'
import type { ReadableList, SearchDesk, Searched, Viewer } from '#web/needs.ts'

export type SearchQuestions = Pick<SearchEngine, 'find' | 'facets' | 'timeline'>

export interface DeskParts {
  readonly db: Db
  readonly settings: Settings
  readonly search: SearchQuestions
}

/** Reads the viewer's rights once; every question is asked within them. */
export async function openSearchDesk(
  { db, settings, search }: DeskParts,
  viewer: Viewer | undefined,
): Promise<SearchDesk> {
  const rights = await rightsOn(db, viewer?.personId, await allLists(db))
  const lists = rights.flatMap(({ list, isPublic, mayRead, member }): ReadableList[] => {
    const { id, address, title, space } = list
    const shown = { id, address, title, isPublic, member, space: { slug: space.slug, name: space.name } }
    return mayRead ? [{ ...shown, mayRead }] : []
  })
  const readable = new Map(lists.map((list) => [list.id, list]))
  const question = ({ query, lists: asked }: Searched): Question => ({
    query,
    lists: asked.map(({ id }) => id).filter((id) => readable.has(id)),
    timeZone: settings.instance.timeZone,
  })
  const { compare } = new Intl.Collator('fr')
  return {
    lists: lists.toSorted((a, b) => compare(a.title, b.title)),
    async listAt(address) {
      const known = lists.find((list) => list.address === address)
      return known ?? readable.get((await listByAddress(db, address))?.list.id ?? 0)
    },
    find: (what, page) => search.find({ ...question(what), ...page, marks: 'control' }),
    facets: (what) => search.facets(question(what)),
    timeline: (what) => search.timeline(question(what)),
  }
}
