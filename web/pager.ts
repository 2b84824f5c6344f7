const MAX_PAGE = 10_000

/** A page number as asked for, from 1. */
export function pageNumber(asked: unknown): number {
  const page = Number(asked)
  return Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1
}

export interface Pager {
  readonly page: number
  readonly pages: number
  readonly before?: string
  readonly after?: string
}

/** Where the pages before and after are; undefined when all fits on one. */
export function pager(
  total: number,
  aPage: number,
  page: number,
  url: (page: number) => string,
): Pager | undefined {
  const pages = Math.max(1, Math.ceil(total / aPage))
  if (pages === 1) return undefined
  return {
    page,
    pages,
    ...(page > 1 && { before: url(Math.min(page - 1, pages)) }),
    ...(page < pages && { after: url(page + 1) }),
  }
}
