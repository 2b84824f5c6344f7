// Statements that are asked again and again are prepared on their connection: PostgreSQL then plans them once, not
// each time, which for a mail of ours was more work than running them.
import PostgresClient from 'knex/lib/dialects/postgres/index.js'

/** Asked this often, a statement is prepared: what is asked once would only fill memory. */
const ASKED_OFTEN = 5
/** Different statements that are prepared, and that are counted; more come from lists of varying length. */
const MAX_PREPARED = 250
const MAX_COUNTED = 5_000
const PREPARABLE = /^\s*(select|insert|update|delete|with)\b/i

interface Query {
  sql?: string
  bindings?: readonly unknown[]
  options?: { name?: string; plan?: 'each time' }
}

/** Names statements by their text, once they have been asked often. */
export function statementNames(): (sql: string) => string | undefined {
  const names = new Map<string, string>()
  const asked = new Map<string, number>()
  return (sql) => {
    const name = names.get(sql)
    if (name !== undefined) return name
    const times = (asked.get(sql) ?? 0) + 1
    if (times < ASKED_OFTEN || names.size >= MAX_PREPARED) {
      if (asked.size >= MAX_COUNTED) asked.clear()
      asked.set(sql, times)
      return undefined
    }
    asked.delete(sql)
    const made = `relais_${names.size}`
    names.set(sql, made)
    return made
  }
}

/** Knex's PostgreSQL, preparing what is asked often. `.options({ plan: 'each time' })` leaves a statement alone. */
export class PreparingClient extends PostgresClient {
  readonly #nameOf = statementNames()

  override _query(connection: unknown, query: Query): Promise<unknown> {
    const { sql, bindings, options } = query
    if (sql && bindings && bindings.length > 0 && options === undefined && PREPARABLE.test(sql)) {
      const name = this.#nameOf(sql)
      if (name !== undefined) query.options = { name }
    }
    return super._query(connection, query)
  }
}
