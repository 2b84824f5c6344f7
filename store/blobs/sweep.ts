import type { Db, Tx } from '../database.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { Files } from './files.ts'
import { tidyPacks } from './packs.ts'
import { FILE_LOCK, namedFiles } from './rows.ts'

/** Rows removed in one transaction. */
const BATCH = 500

/** Removes rows that nothing refers to, then files that no row names, all older than an instant. */
export async function sweepBlobs(
  db: Db,
  { files, dictionaries }: { readonly files: Files; readonly dictionaries: Dictionaries },
  olderThan: Date,
): Promise<{ rows: number; files: number }> {
  await files.removeUnplaced(olderThan)
  return { rows: await sweepRows(db, dictionaries, olderThan), files: await sweepFiles(db, files, olderThan) }
}

async function sweepRows(db: Db, dictionaries: Dictionaries, olderThan: Date): Promise<number> {
  const unreferenced = await unreferencedSql(db)
  let swept = 0
  for (;;) {
    const batch = await db.transaction((tx) => sweepBatch(tx, { unreferenced, olderThan, dictionaries }))
    swept += batch.removed
    if (batch.found < BATCH) return swept
  }
}

/**
 * Locked first, then asked again: a transaction may have referred to a row after the first look, and committed
 * before the lock. The second statement sees that; after the lock nobody can refer to the row any more.
 */
async function sweepBatch(
  tx: Tx,
  {
    unreferenced,
    olderThan,
    dictionaries,
  }: { readonly unreferenced: string; readonly olderThan: Date; readonly dictionaries: Dictionaries },
): Promise<{ found: number; removed: number }> {
  const { rows: found } = await tx.raw<{ rows: { hash: Buffer }[] }>(
    `select hash from blobs b where created_at < ? and ${unreferenced} limit ${BATCH} for update skip locked`,
    [olderThan],
  )
  if (found.length === 0) return { found: 0, removed: 0 }
  const { rows: removed } = await tx.raw<{ rows: { pack: number | null }[] }>(
    `delete from blobs b where hash = any(?::bytea[]) and ${unreferenced} returning pack`,
    [found.map(({ hash }) => hash)],
  )
  await tidyPacks(tx, dictionaries, [...new Set(removed.flatMap(({ pack }) => pack ?? []))])
  return { found: found.length, removed: removed.length }
}

/** « No row refers to blob b », over every column that the schema says refers to blobs: a new table is never forgotten. */
async function unreferencedSql(db: Db): Promise<string> {
  const { rows } = await db.raw<{ rows: { sql: string }[] }>(
    `select format('select %I from %s', a.attname, c.conrelid::regclass) as sql
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'blobs'::regclass and c.conparentid = 0`,
  )
  return `not exists (select from (${rows.map(({ sql }) => sql).join(' union all ')}) r (hash) where r.hash = b.hash)`
}

async function sweepFiles(db: Db, files: Files, olderThan: Date): Promise<number> {
  let swept = 0
  for (let folder = 0; folder < 256; folder++) {
    if ((await files.listOld(folder, olderThan)).length === 0) continue
    swept += await db.transaction((tx) => sweepFolder(tx, files, folder, olderThan))
  }
  return swept
}

/** Under the folder's lock, so that `keep` either has its row seen here or finds the file gone. */
async function sweepFolder(tx: Tx, files: Files, folder: number, olderThan: Date): Promise<number> {
  await tx.raw('select pg_advisory_xact_lock(?, ?)', [FILE_LOCK, folder])
  const old = await files.listOld(folder, olderThan)
  const named = await namedFiles(tx, old)
  const orphans = old.filter((hash) => !named.has(hash.toString('hex')))
  for (const hash of orphans) await files.remove(hash)
  return orphans.length
}
