// The conditions of a question that can be taken away again, and what to try when nothing was found.
import type { Language, ReadableList, SearchDesk } from '../needs.ts'
import { say } from '../sentences.ts'
import { askedInstead, listsOf, type Search, searchUrl } from './asked.ts'
import { conditionsOf, isFilter, without } from './narrow.ts'
import { said } from './said.ts'

const MOST_WAYS = 6 // counted at once

/** A condition that stands, and the search without it. */
export interface Condition {
  readonly label: string
  readonly url: string
}

/** The search without one thing that it asks. */
interface Way {
  readonly kind: 'filter' | 'words'
  readonly label: string
  readonly search: Search
}

/** What a facet, the timeline or the list's box has set; words are taken away in the box. */
export function standing(
  search: Search,
  lists: readonly ReadableList[],
  language: Language,
  kept: Readonly<Record<string, string>>,
): Condition[] {
  return ways(search, lists, language)
    .filter(({ kind }) => kind === 'filter')
    .map(({ label, search: left }) => ({ label, url: searchUrl('/search', left, kept) }))
}

/** Of a search that found nothing: the same with one condition less, those that find something first. */
export async function wider(search: Search, desk: SearchDesk, language: Language) {
  const all = ways(search, desk.lists, language).slice(0, MOST_WAYS)
  const counted = await Promise.all(
    all.map(async ({ label, search: left }) => {
      const lists = listsOf(left, desk)
      const page = { sort: 'date', limit: 0, offset: 0, count: 'capped' } as const
      const { total, totalIs } = await desk.find({ query: left.understood.query, lists }, page)
      const more = totalIs === 'at-least'
      return { label, total, more, url: searchUrl('/search', left) }
    }),
  )
  return counted.filter(({ total }) => total > 0).toSorted((a, b) => b.total - a.total)
}

function ways(search: Search, lists: readonly ReadableList[], language: Language): Way[] {
  const { query } = search.understood
  const conditions = conditionsOf(query)
  const found = conditions.flatMap((condition): Way[] => {
    const left = without(query, condition)
    const asked = askedInstead(search, left)
    if (asked === undefined || (conditions.length === 1 && !isFilter(condition))) return []
    const label = said(condition, { language, lists })
    const kind = isFilter(condition) ? 'filter' : 'words'
    return [{ kind, label, search: { ...search, ...asked, understood: { query: left, notes: [] } } }]
  })
  if (search.list === undefined) return found
  const { list, ...everywhere } = search
  const title = lists.find(({ address }) => address === list)?.title ?? list
  const label = say(language, 'search.said.list', { what: title })
  return [{ kind: 'filter', label, search: everywhere }, ...found]
}
