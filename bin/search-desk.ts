// What the web asks of search, with the rights that the domain gives the viewer.
import type { Settings } from '#config/settings.ts'
import type { Directory } from '#lists/directory.ts'
import { rightsOn } from '#lists/rights.ts'
import type { Question, SearchEngine } from '#search/engine.ts'
import type { Db } from '#store/database.ts'
import type { ReadableList, SearchDesk, Searched, Viewer } from '#web/needs.ts'

export type SearchQuestions = Pick<SearchEngine, 'find' | 'facets' | 'timeline'>

export interface DeskParts {
  readonly db: Db
  readonly settings: Settings
  readonly search: SearchQuestions
  readonly directory: Pick<Directory, 'archives'>
}

/** Reads the viewer's rights once; every question is asked within them. */
export async function openSearchDesk(
  { db, settings, search, directory }: DeskParts,
  viewer: Pick<Viewer, 'personId'> | undefined,
): Promise<SearchDesk> {
  const archives = await directory.archives()
  const rights = await rightsOn(db, viewer?.personId, archives.all)
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
  return {
    lists,
    listAt: (address) => readable.get(archives.at(address)?.list.id ?? 0),
    find: (what, page) => search.find({ ...question(what), ...page, marks: 'control' }),
    facets: (what) => search.facets(question(what)),
    timeline: (what) => search.timeline(question(what)),
  }
}
