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
  options?: { readonly name?: string }
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

// Names are the process's: transactions of knex have clients of their own, and each connection knows what it has prepared.
const nameOf = statementNames()

/** Knex's PostgreSQL, preparing what is asked often. */
export class PreparingClient extends PostgresClient {
  override _query(connection: unknown, query: Query): Promise<unknown> {
    const { sql, bindings, options } = query
    if (sql && bindings && bindings.length > 0 && options?.name === undefined && PREPARABLE.test(sql)) {
      const name = nameOf(sql)
      if (name !== undefined) query.options = { ...options, name }
    }
    return super._query(connection, query)
  }
}
