// How many messages of an answer have each value of an attribute, counted by Meilisearch over all of them.
import type { MultiSearchQuery } from 'meilisearch'
import { SearchAway } from '../away.ts'
import type { Asking } from './ask.ts'
import { allOf, atLeast, below, type Filter } from './filter.ts'
import { filterIn, totals } from './pages.ts'
import { instantsOf } from './resolve.ts'
import { reach } from './server.ts'

export type Count = readonly [value: string, messages: number]
export type Facet = 'lists' | 'month' | 'author' | 'kinds'

export interface Counts {
  readonly total: number
  /** The most frequent first; no more than FACET_VALUES (settings.ts). */
  readonly of: (facet: Facet) => readonly Count[]
}

export async function countsOf(
  { server, index }: Asking,
  filter: Filter,
  facets: readonly Facet[],
): Promise<Counts> {
  if (filter === 'none') return { total: 0, of: () => [] }
  const query: MultiSearchQuery = {
    indexUid: index,
    ...filterIn(filter),
    facets: [...facets],
    hitsPerPage: 1,
    page: 1,
    attributesToRetrieve: ['id'],
  }
  const asked = server.asking.multiSearch<{ queries: MultiSearchQuery[] }>({ queries: [query] })
  const [result] = (await reach(asked)).results
  const distribution = result?.facetDistribution ?? {}
  return {
    total: result?.totalHits ?? 0,
    of: (facet) => Object.entries(distribution[facet] ?? {}).toSorted(mostFrequentFirst),
  }
}

const mostFrequentFirst = (a: Count, b: Count): number => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)

/** More months than this are not counted one by one. */
const MAX_MONTHS = 600

/** Documents know their month in one time zone; in another one months are counted one by one, around those. */
export async function monthsIn(
  asking: Asking,
  filter: Filter,
  known: readonly Count[],
  timeZone: string,
): Promise<readonly Count[]> {
  const months = [...new Set(known.flatMap(([month]) => [-1, 0, 1].map((by) => moved(month, by))))].sort()
  if (months.length > MAX_MONTHS) throw new SearchAway('too-wide', `${months.length} months`)
  const days = months.flatMap((month) => [`${month}-01`, `${moved(month, 1)}-01`])
  const instants = await instantsOf(asking.db, days, timeZone)
  const filters = months.map((month) =>
    allOf([
      filter,
      atLeast('at', instants.get(`${month}-01`) ?? 0),
      below('at', instants.get(`${moved(month, 1)}-01`) ?? 0),
    ]),
  )
  const counts = await totals(
    asking,
    filters.filter((one) => one !== 'none'),
  )
  return months.flatMap((month, at): Count[] => {
    const messages = counts[at] ?? 0
    return messages === 0 ? [] : [[month, messages]]
  })
}

function moved(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + by
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}
