// Owner of imports and import_leftovers: how far an import came. Written in the transaction of the mails it counts.
import type { Db, Tx } from '#store/database.ts'
import type { Cursor, Leftover } from './found.ts'

/** An import as it is known; counts are of mails. */
export interface ImportRecord {
  readonly id: number
  readonly cursor: Cursor | null
  readonly readBytes: number
  readonly added: number
  readonly known: number
  readonly leftovers: number
}

/** What an import reads from, and for which list. */
export interface ImportPlan {
  readonly listId: number
  readonly format: string
  readonly source: string
  readonly bytes: number
}

/** One step: what a transaction adds to the counts, and where the source stands after it. */
export interface ImportStep {
  readonly cursor: Cursor
  readonly readBytes: number
  readonly added: number
  readonly known: number
  readonly leftovers: readonly Leftover[]
}

const COLUMNS = ['id', 'cursor', 'read_bytes as readBytes', 'added', 'known', 'leftovers']

/** The unfinished import of the same source into the same list, else a new one. */
export async function beginImport(db: Db, plan: ImportPlan): Promise<ImportRecord> {
  const { listId, format, source, bytes } = plan
  const same = { list_id: listId, format, source, bytes }
  const unfinished: ImportRecord | undefined = await db('imports')
    .where(same)
    .whereNull('finished_at')
    .orderBy('id', 'desc')
    .first(COLUMNS)
  if (unfinished) return unfinished
  const [made] = await db('imports').insert(same).returning(COLUMNS)
  return made
}

/** Counts a step; `n` is how many leftovers were noted before it. */
export async function noteStep(tx: Tx, id: number, n: number, step: ImportStep): Promise<void> {
  const { cursor, readBytes, added, known, leftovers } = step
  await tx.raw(
    `update imports set cursor = ?::jsonb, read_bytes = ?, added = added + ?, known = known + ?,
            leftovers = leftovers + ?, updated_at = now() where id = ?`,
    [JSON.stringify(cursor), readBytes, added, known, leftovers.length, id],
  )
  if (leftovers.length === 0) return
  await tx('import_leftovers').insert(
    leftovers.map(({ place, why }, i) => ({
      import_id: id,
      n: n + i + 1,
      file: place.file,
      at: place.offset,
      why,
    })),
  )
}

/** Notes that the source was read to its end. */
export async function finishImport(db: Db, id: number): Promise<void> {
  await db('imports').where({ id }).update({ finished_at: db.fn.now(), updated_at: db.fn.now() })
}

/** What could not be taken, in the order of the source. */
export async function leftoversOf(
  db: Db,
  id: number,
): Promise<{ file: string; offset: number; why: string }[]> {
  return await db('import_leftovers')
    .where({ import_id: id })
    .orderBy('n')
    .select('file', 'at as offset', 'why')
}
