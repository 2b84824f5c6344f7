// Several questions of several rooms' files in one round trip: each owner writes its own, nobody waits twice.
import type { DbOrTx } from './database.ts'

/** A query with knex's named bindings, and what its rows (as JSON gives them: no dates, no bytes) mean. */
export interface Question<T> {
  readonly sql: string
  readonly bindings: Readonly<Record<string, unknown>>
  read(rows: readonly never[]): T
}

/** Asks two questions at once; bindings of the same name must have the same value. */
export async function askTogether<A, B>(
  db: DbOrTx,
  first: Question<A>,
  second: Question<B>,
): Promise<[A, B]> {
  const { rows } = await db.raw(
    `select (select json_agg(q) from (${first.sql}) q) as first, (select json_agg(q) from (${second.sql}) q) as second`,
    { ...first.bindings, ...second.bindings } as never,
  )
  return [first.read(rows[0].first ?? []), second.read(rows[0].second ?? [])]
}
