// Several questions of several rooms' files in one round trip: each owner writes its own, nobody waits twice.
import type { DbOrTx } from './database.ts'

/** A query with knex's named bindings, and what its rows (as JSON gives them: no dates, no bytes) mean. */
export interface Question<T> {
  readonly sql: string
  readonly bindings: Readonly<Record<string, unknown>>
  read(rows: readonly never[]): T
}

/** Asks questions at once; bindings of the same name must have the same value. */
export async function askTogether<T extends readonly unknown[]>(
  db: DbOrTx,
  ...questions: { readonly [K in keyof T]: Question<T[K]> }
): Promise<T> {
  const asked: readonly Question<unknown>[] = questions
  const columns = asked.map(({ sql }, at) => `(select json_agg(q) from (${sql}) q) as q${at}`)
  const { rows } = await db.raw(
    `select ${columns.join(', ')}`,
    Object.assign({}, ...asked.map(({ bindings }) => bindings)),
  )
  return asked.map((question, at) => question.read(rows[0][`q${at}`] ?? [])) as unknown as T
}
