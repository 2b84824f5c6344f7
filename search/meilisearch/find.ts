// Pages of hits: Meilisearch says which messages and in which order, PostgreSQL what they are.
import type { MultiSearchQuery } from 'meilisearch'
import { type Asked, COUNTED, type Found, PAGE_HITS, type TextSource } from '../engine.ts'
import { hitsOf } from '../postgres/hits.ts'
import type { Zone } from '../postgres/zones.ts'
import { type Asking, type Prepared, prepare } from './ask.ts'
import { compile } from './compile.ts'
import { allBut, allOf, type Filter, printed } from './filter.ts'
import { reach } from './server.ts'
import { soughtIn } from './sought.ts'

const NEWEST_FIRST = ['at:desc', 'id:desc']

export async function find(asking: Asking, texts: TextSource, asked: Asked): Promise<Found> {
  const prepared = await prepare(asking, asked)
  const limit = Math.max(0, Math.min(Math.trunc(asked.limit), PAGE_HITS)) || 0
  const offset = Math.max(0, Math.trunc(asked.offset)) || 0
  const tiers = asked.sort === 'date' ? [prepared.filter] : tiersOf(prepared, asked)
  const { ids, total } = await pageOf(asking, tiers, limit, offset)
  // What may no longer be shown is left out here, too.
  const hits = await hitsOf(asking.db, ids, {
    readable: prepared.readable,
    texts,
    sought: soughtIn(asked.query, prepared.known),
    marks: asked.marks ?? 'none',
  })
  return { ...counted(total, asked.count), hits, notes: prepared.notes }
}

/** What is found in subjects, then in what authors wrote, then elsewhere; each the newest first. */
function tiersOf({ filter, known }: Prepared, { query }: Asked): Filter[] {
  const places: readonly (readonly Zone[])[] = [['subject'], ['new']]
  const tiers: Filter[] = []
  for (const zones of places)
    tiers.push(allOf([filter, compile(query, known, zones), ...tiers.map((better) => allBut(better))]))
  return [...tiers, allOf([filter, ...tiers.map((better) => allBut(better))])]
}

/** A page of several filters, one after the other, and how many there are in all. */
async function pageOf(
  asking: Asking,
  filters: readonly Filter[],
  limit: number,
  offset: number,
): Promise<{ ids: number[]; total: number }> {
  const asked = filters.filter((filter) => filter !== 'none')
  if (asked.length === 0) return { ids: [], total: 0 }
  if (asked.length === 1) {
    const [{ ids, total } = { ids: [], total: 0 }] = await slices(asking, [
      { filter: asked[0] ?? 'none', limit, offset },
    ])
    return { ids, total }
  }
  const totals = await slices(
    asking,
    asked.map((filter) => ({ filter, limit: 0, offset: 0 })),
  )
  let before = 0
  const parts = asked.map((filter, at) => {
    const start = Math.max(0, offset - before)
    const end = Math.max(0, offset + limit - before)
    before += totals[at]?.total ?? 0
    return { filter, offset: start, limit: end - start, total: totals[at]?.total ?? 0 }
  })
  const some = parts.filter((part) => part.limit > 0 && part.offset < part.total)
  const pages = some.length === 0 ? [] : await slices(asking, some)
  return { ids: pages.flatMap(({ ids }) => ids).slice(0, limit), total: before }
}

interface Slice {
  readonly filter: Filter
  readonly limit: number
  readonly offset: number
}

/** With filters alone Meilisearch's totals are exact; pages would have to begin at multiples of their size. */
async function slices(
  { server, index }: Asking,
  asked: readonly Slice[],
): Promise<{ ids: number[]; total: number }[]> {
  const queries = asked.flatMap(({ filter, limit, offset }): MultiSearchQuery[] => {
    const common = {
      indexUid: index,
      ...(typeof filter === 'string' ? {} : { filter: printed(filter) }),
      sort: NEWEST_FIRST,
      attributesToRetrieve: ['id'],
    }
    // A page of one is counted exhaustively ("Pagination": totalHits), whatever the hits beside it.
    return [
      { ...common, limit, offset },
      { ...common, hitsPerPage: 1, page: 1 },
    ]
  })
  const { results } = await reach(
    server.asking.multiSearch<{ queries: MultiSearchQuery[] }, { id: number }>({ queries }),
  )
  return asked.map((_, at) => ({
    ids: (results[2 * at]?.hits ?? []).map(({ id }) => id),
    total: results[2 * at + 1]?.totalHits ?? 0,
  }))
}

function counted(total: number, count: Asked['count']): Pick<Found, 'total' | 'totalIs'> {
  return count === 'capped' && total > COUNTED
    ? { total: COUNTED, totalIs: 'at-least' }
    : { total, totalIs: 'exact' }
}
