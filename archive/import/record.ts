// Owner of imports and import_leftovers: how far an import came. Written in the transaction of the mails it counts.
import { Refused } from '#lists/refused.ts'
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
  /** Of the last mail that was read. */
  readonly lastDate: Date | null
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
  readonly lastDate: Date
}

const COLUMNS = [
  'id',
  'cursor',
  'read_bytes as readBytes',
  'added',
  'known',
  'leftovers',
  'last_date as lastDate',
]

/** The unfinished import of the same source into the same list, else a new one. */
export async function beginImport(db: Db, plan: ImportPlan): Promise<ImportRecord> {
  const { listId, format, source, bytes } = plan
  const same = { list_id: listId, format, source, bytes }
  const unfinished: ImportRecord | undefined = await db('imports')
    .where(same)
    .whereNull('finished_at')
    .whereNull('undone_at')
    .orderBy('id', 'desc')
    .first(COLUMNS)
  if (unfinished) return unfinished
  const [made] = await db('imports').insert(same).returning(COLUMNS)
  return made
}

/** Counts a step after what is known of an import; refused when somebody else went on with it or takes it back. */
export async function noteStep(tx: Tx, before: ImportRecord, step: ImportStep): Promise<ImportRecord> {
  const { id, leftovers: n } = before
  const { cursor, readBytes, added, known, leftovers, lastDate } = step
  const after = { added: before.added + added, known: before.known + known, leftovers: n + leftovers.length }
  const changed = await tx('imports')
    .where({ id })
    .whereNull('undone_at')
    .whereRaw('cursor is not distinct from ?::jsonb', [before.cursor && JSON.stringify(before.cursor)])
    .update({
      ...after,
      cursor: JSON.stringify(cursor),
      read_bytes: readBytes,
      last_date: lastDate,
      updated_at: tx.fn.now(),
    })
  if (changed === 0) throw new Refused('the same import is being run, or taken back, by another command')
  if (leftovers.length > 0) await insertLeftovers(tx, id, n, leftovers)
  return { id, ...after, cursor, readBytes, lastDate }
}

async function insertLeftovers(tx: Tx, id: number, n: number, leftovers: readonly Leftover[]): Promise<void> {
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

/** Notes that an import is being taken back: nobody goes on with it. */
export async function noteUndo(db: Db, id: number): Promise<void> {
  await db('imports').where({ id }).whereNull('undone_at').update({ undone_at: db.fn.now() })
}

const A_ROUND = 1_000 // leftovers read at once

/** What could not be taken, in the order of the source. */
export async function* leftoversOf(db: Db, id: number): AsyncGenerator<Leftover> {
  for (let n = 0; ; n += A_ROUND) {
    const rows: { file: string; offset: number; why: Leftover['why'] }[] = await db('import_leftovers')
      .where({ import_id: id })
      .where('n', '>', n)
      .orderBy('n')
      .limit(A_ROUND)
      .select('file', 'at as offset', 'why')
    for (const { file, offset, why } of rows) yield { place: { file, offset }, why }
    if (rows.length < A_ROUND) return
  }
}
