// A search as its address asks for it, and the addresses of searches.

import { MAX_QUERY_CHARS, parseQuery, type Understood } from '#search/query/parse.ts'
import { printQuery } from '#search/query/print.ts'
import type { Query } from '#search/query/tree.ts'
import type { ReadableList, SearchDesk } from '../needs.ts'

const MAX_ADDRESS = 254 // RFC 5321 §4.5.3.1.3
/** What is read of a question; beyond what is understood, so that it can be said that it was cut. */
const READ_CHARS = 2 * MAX_QUERY_CHARS

export type Sort = 'date' | 'relevance'

/** What any page about a search is asked with. */
export type SearchParameters = { q?: string; list?: string; sort?: string }

/** A search asked for. */
export interface Search {
  /** As typed, without spaces around it. */
  readonly typed: string
  readonly understood: Understood
  /** Address of the only list to look in. */
  readonly list?: string
  readonly sort: Sort
}

export function searchAsked({ q, list, sort }: SearchParameters): Search {
  const typed = String(q ?? '')
    .trim()
    .slice(0, READ_CHARS)
  const address = listAsked(list)
  return {
    typed,
    understood: parseQuery(typed),
    ...(address !== undefined && { list: address }),
    sort: sort === 'relevance' ? 'relevance' : 'date',
  }
}

function listAsked(list: unknown): string | undefined {
  if (typeof list !== 'string') return undefined
  const address = list.trim().toLowerCase()
  return address === '' || address.length > MAX_ADDRESS ? undefined : address
}

/** The lists that a search looks in: all, or the one asked for, or none where that may not be read. */
export function listsOf(search: Search, desk: SearchDesk): readonly ReadableList[] {
  if (search.list === undefined) return desk.lists
  const only = desk.listAt(search.list)
  return only === undefined ? [] : [only]
}

/** What stands in the address besides the path. */
interface Kept {
  readonly typed: string
  readonly list?: string
  readonly sort: Sort
}

/** The address of something about a search: `/search`, its feed, its export… */
export function searchUrl(
  path: string,
  { typed, list, sort }: Kept,
  more: Readonly<Record<string, string | number>> = {},
): string {
  const parameters = new URLSearchParams({ q: typed, ...(list !== undefined && { list }) })
  if (sort !== 'date') parameters.set('sort', sort)
  for (const [name, value] of Object.entries(more)) parameters.set(name, String(value))
  return `${path}?${parameters}`
}

/** The same search with another question; undefined where that is too long to be asked. */
export function askedInstead(search: Kept, query: Query): Kept | undefined {
  const typed = query.kind === 'everything' ? '*' : printQuery(query)
  if (typed.length > MAX_QUERY_CHARS) return undefined
  return { ...search, typed }
}
