// Owner of search_mirror: whether a second engine is kept beside PostgreSQL's index, and how far it is.
import type { Db, DbOrTx, Tx } from '#store/database.ts'

export interface Mirror {
  readonly shape: string
  /** `ready`: its index has all that the archive has, but for what search_updates holds. */
  readonly state: 'empty' | 'ready'
  /** The index that is being made aside. */
  readonly building?: string
  readonly error?: string
  readonly errorAt?: Date
}

/** What the second engine is like; undefined when there is none. */
export async function mirrorOf(db: DbOrTx): Promise<Mirror | undefined> {
  const { rows } = await db.raw<{ rows: (Mirror & Record<'building' | 'error' | 'errorAt', unknown>)[] }>(
    'select shape, state, building, error, error_at as "errorAt" from search_mirror',
  )
  const [row] = rows
  if (row === undefined) return undefined
  const known = Object.entries(row).filter(([, value]) => value !== null)
  return Object.fromEntries(known) as unknown as Mirror
}

/** From now on everything is noted for a second engine; one whose documents are of another shape begins anew. */
export async function beginMirror(db: Db, shape: string): Promise<void> {
  await db.raw(
    `insert into search_mirror (shape) values (?)
     on conflict (id) do update set shape = excluded.shape, state = 'empty'
       where search_mirror.shape <> excluded.shape`,
    [shape],
  )
}

/** Its index is gone: it is made anew. */
export async function emptyMirror(db: Db): Promise<void> {
  await db.raw(`update search_mirror set state = 'empty'`)
}

/** There is no second engine any more; what was noted for it is forgotten. */
export async function endMirror(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.raw<{ rowCount: number }>('delete from search_mirror')
    if (rowCount > 0) await tx.raw('truncate search_updates')
  })
}

/** An index of this name is being made by the holder of this lease. */
export async function beginBuilding(tx: Tx, index: string, lease: string): Promise<void> {
  await tx.raw('update search_mirror set building = ?, builder = ?', [index, lease])
}

/** The lease of who is making an index. */
export async function builderOf(db: DbOrTx): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { builder: string | null }[] }>('select builder from search_mirror')
  return rows[0]?.builder ?? undefined
}

/** The index made aside has taken the other's place. */
export async function endBuilding(tx: Tx, shape: string): Promise<void> {
  await tx.raw(
    `update search_mirror set building = null, builder = null, state = 'ready', shape = ?, error = null, error_at = null`,
    [shape],
  )
}

/** The index made aside is given up. */
export async function dropBuilding(db: Db, lease: string): Promise<void> {
  await db.raw('update search_mirror set building = null, builder = null where builder = ?', [lease])
}

/** Notes why the engine can't be told anything; undefined when it can again. */
export async function noteTrouble(db: Db, error: string | undefined): Promise<void> {
  await db.raw(
    error === undefined
      ? 'update search_mirror set error = null, error_at = null where error is not null'
      : 'update search_mirror set error = ?, error_at = coalesce(error_at, now())',
    error === undefined ? [] : [error],
  )
}

/** One process at a time reads messages and sends them, so that Meilisearch gets what is newer later. */
export async function holdTheLine(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended('relais search mirror', 0))`)
}
