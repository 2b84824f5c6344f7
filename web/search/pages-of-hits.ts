// The pages of a result, whose end may not be known: there is a next one when one more hit than a page has was found.
export const HITS_A_PAGE = 20
/** Beyond, a narrower question serves better, and costs less. */
export const MAX_PAGE = 500

/** Asked of the engine for a page: one more than it shows. */
export function pageAsked(page: number): { readonly limit: number; readonly offset: number } {
  return { limit: HITS_A_PAGE + 1, offset: (page - 1) * HITS_A_PAGE }
}

interface Counted {
  readonly total: number
  readonly totalIs: 'exact' | 'at-least'
  readonly hits: readonly unknown[]
}

/** Where the pages before and after are; undefined when all fits on one. */
export function hitPager(found: Counted, page: number, url: (page: number) => string) {
  const pages = found.totalIs === 'exact' ? Math.max(1, Math.ceil(found.total / HITS_A_PAGE)) : undefined
  const isMore = found.hits.length > HITS_A_PAGE && page < MAX_PAGE
  if (page === 1 && !isMore) return undefined
  return {
    page,
    ...(pages !== undefined && page <= pages && { pages }),
    ...(page > 1 && { before: url(Math.min(page - 1, pages ?? page)) }),
    ...(isMore && { after: url(page + 1) }),
  }
}
