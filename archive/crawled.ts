// What crawlers are told of a public archive: where its threads are, and since when they are as they are.

import type { DbOrTx } from '#store/database.ts'

/** How many threads a list has, and when it last wrote. */
export interface Extent {
  readonly listId: number
  readonly threads: number
  readonly lastAt: Date
}

/** The extents of those lists that have threads. */
export async function extentsOf(db: DbOrTx, listIds: readonly number[]): Promise<Extent[]> {
  const { rows } = await db.raw<{ rows: Extent[] }>(
    `select list_id as "listId", count(*) as threads, max(last_at) as "lastAt"
       from threads where list_id = any(?::bigint[]) and merged_into is null group by 1 order by 1`,
    [[...listIds]],
  )
  return rows
}

/** Threads in the order in which they began to be archived, so that a page once full keeps what it holds. */
export async function threadsToCrawl(
  db: DbOrTx,
  listId: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ hash: string; lastAt: Date }[]> {
  const { rows } = await db.raw<{ rows: { hash: string; lastAt: Date }[] }>(
    `select t.hash, t.last_at as "lastAt"
       from (select id, hash, last_at from threads where list_id = ? and merged_into is null
              order by id limit ? offset ?) t
      where exists (select from postings p where p.thread_id = t.id and p.state = 'shown')
      order by t.id`,
    [listId, page.limit, page.offset],
  )
  return rows
}
