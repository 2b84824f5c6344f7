// Pieces of SQL with their bindings, put together.
import type { DbOrTx } from '#store/database.ts'
import type { Codes } from './overlaps.ts'

export type Binding = string | number | null | readonly number[] | readonly string[]

export interface Sql {
  readonly sql: string
  readonly bindings: readonly Binding[]
}

export const sql = (text: string, ...bindings: readonly Binding[]): Sql => ({ sql: text, bindings })

export const TRUE = sql('true')
export const FALSE = sql('false')

export function allTrue(parts: readonly Sql[]): Sql {
  return joined(
    parts.filter((part) => part !== TRUE),
    ' and ',
    TRUE,
  )
}

export function anyTrue(parts: readonly Sql[]): Sql {
  return joined(
    parts.filter((part) => part !== FALSE),
    ' or ',
    FALSE,
  )
}

export const untrue = (part: Sql): Sql => sql(`not (${part.sql})`, ...part.bindings)

/** Of an entry `e`, in the words of its index (migration 011). */
export function overlapping(codes: Codes): Sql {
  if (codes === 'all') return TRUE
  if (codes === 'none') return FALSE
  if ('any' in codes) return sql(`entry_codes(e.words) && ?::text[]`, codes.any)
  return 'and' in codes ? allTrue(codes.and.map(overlapping)) : anyTrue(codes.or.map(overlapping))
}

function joined(parts: readonly Sql[], word: string, none: Sql): Sql {
  const [first, ...others] = parts
  if (first === undefined) return none
  if (others.length === 0) return first
  return sql(`(${parts.map((part) => part.sql).join(word)})`, ...parts.flatMap((part) => part.bindings))
}

/** Runs a statement whose rows are known to be such. */
export async function rowsOf<T>(db: DbOrTx, { sql: text, bindings }: Sql): Promise<T[]> {
  // Bindings are only read, which knex's types don't say of arrays.
  const { rows } = await db.raw<{ rows: T[] }>(
    text,
    bindings as readonly (string | number | null | number[])[],
  )
  return rows
}
