// Pages of what Meilisearch finds, the newest first, and exact totals.
import type { MultiSearchQuery } from 'meilisearch'
import type { Asking } from './ask.ts'
import { type Filter, printed } from './filter.ts'
import { reach } from './server.ts'

/** Some of what a filter finds. */
export interface Stretch {
  readonly filter: Filter
  readonly limit: number
  readonly offset: number
}

export interface Match {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Page {
  readonly matches: readonly Match[]
  /** Of all that the filter finds. */
  readonly total: number
}

const NEWEST_FIRST = ['at:desc', 'id:desc']

/** Stretches of filters, asked together. */
export async function pages(
  { server, index }: Pick<Asking, 'server' | 'index'>,
  stretches: readonly Stretch[],
): Promise<Page[]> {
  const queries = stretches.flatMap(({ filter, limit, offset }): MultiSearchQuery[] => {
    if (filter === 'none') return []
    const common = { indexUid: index, ...filterIn(filter), attributesToRetrieve: ['id', 'at'] }
    // Pages begin at multiples of their size, stretches anywhere; a page of one is counted exhaustively ("Pagination").
    return [
      { ...common, sort: NEWEST_FIRST, limit, offset },
      { ...common, hitsPerPage: 1, page: 1 },
    ]
  })
  const answers = queries.length === 0 ? [] : await ask(server, queries)
  const found = stretches.filter(({ filter }) => filter !== 'none')
  const answered = new Map(
    found.map((one, at) => [one, { hits: answers[2 * at], count: answers[2 * at + 1] }]),
  )
  return stretches.map((one) => ({
    matches: answered.get(one)?.hits?.hits ?? [],
    total: answered.get(one)?.count?.totalHits ?? 0,
  }))
}

/** How many each filter finds. */
export async function totals(
  { server, index }: Pick<Asking, 'server' | 'index'>,
  filters: readonly Exclude<Filter, 'none'>[],
): Promise<number[]> {
  if (filters.length === 0) return []
  const answers = await ask(
    server,
    filters.map((filter) => ({
      indexUid: index,
      ...filterIn(filter),
      hitsPerPage: 1,
      page: 1,
      attributesToRetrieve: ['id'],
    })),
  )
  return answers.map(({ totalHits = 0 }) => totalHits)
}

/** The parameter of a filter; none finds everything. */
export const filterIn = (filter: Exclude<Filter, 'none'>): { filter?: string } =>
  filter === 'all' ? {} : { filter: printed(filter) }

async function ask(server: Asking['server'], queries: MultiSearchQuery[]) {
  const asked = server.asking.multiSearch<{ queries: MultiSearchQuery[] }, { id: number; at: number }>({
    queries,
  })
  return (await reach(asked)).results
}
