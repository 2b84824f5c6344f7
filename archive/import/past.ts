// Imports as an operator looks back on them.
import type { Db } from '#store/database.ts'

/** An import: into which list, from where, how far. Bytes are of the source. */
export interface PastImport {
  readonly id: number
  readonly listId: number
  readonly list: string
  readonly format: string
  readonly source: string
  readonly bytes: number
  readonly readBytes: number
  readonly added: number
  readonly known: number
  readonly leftovers: number
  readonly startedAt: Date
  readonly updatedAt: Date
  readonly finishedAt: Date | null
  /** When it was taken back. */
  readonly undoneAt: Date | null
}

const SELECT = `
  select i.id, i.list_id as "listId", l.address as list, i.format, i.source, i.bytes, i.read_bytes as "readBytes",
         i.added, i.known, i.leftovers, i.started_at as "startedAt", i.updated_at as "updatedAt",
         i.finished_at as "finishedAt", i.undone_at as "undoneAt"
    from imports i join lists l on l.id = i.list_id`

/** The imports of a list, or of all, the latest first. */
export async function pastImports(db: Db, listId?: number): Promise<PastImport[]> {
  const only = listId ?? null
  const { rows } = await db.raw<{ rows: PastImport[] }>(
    `${SELECT} where ?::bigint is null or i.list_id = ? order by i.id desc`,
    [only, only],
  )
  return rows
}

/** One import. */
export async function pastImport(db: Db, id: number): Promise<PastImport | undefined> {
  const { rows } = await db.raw<{ rows: PastImport[] }>(`${SELECT} where i.id = ?`, [id])
  return rows[0]
}
