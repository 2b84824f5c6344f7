// How much room an archive takes on disk, and where.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { loadSettings } from '#config/settings.ts'
import { openDatabase } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import type { Relais } from '../relais.ts'

/** Bytes; `parts` are the largest tables, each with its indexes and what it keeps out of line. */
export interface Stored {
  readonly databaseBytes: number
  readonly blobFileBytes: number
  readonly totalBytes: number
  /** The write-ahead log: as large as its settings let it grow, whatever the archive. */
  readonly walBytes: number
  readonly parts: readonly { readonly table: string; readonly rows: number; readonly indexes: number }[]
}

const LARGEST = 5

/** Measures the database and the blobs of a running server. */
export async function stored(relais: Relais): Promise<Stored> {
  const database = await openDatabase(loadSettings({ env: relais.env }), openLog('warn'), {
    intent: 'command',
  })
  try {
    const { rows } = await database.db.raw<{ rows: { bytes: string; wal: string }[] }>(
      `select pg_database_size(current_database()) as bytes, (select sum(size) from pg_ls_waldir()) as wal`,
    )
    const tables = await database.db.raw<{ rows: { name: string; rows: string; indexes: string }[] }>(
      `select relname as name, pg_table_size(oid) as rows, pg_indexes_size(oid) as indexes
         from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        order by pg_total_relation_size(oid) desc limit ${LARGEST}`,
    )
    const databaseBytes = Number(rows[0]?.bytes)
    const blobFileBytes = await bytesUnder(join(relais.data, 'blobs'))
    return {
      databaseBytes,
      blobFileBytes,
      totalBytes: databaseBytes + blobFileBytes,
      walBytes: Number(rows[0]?.wal),
      parts: tables.rows.map(({ name, rows: kept, indexes }) => ({
        table: name,
        rows: Number(kept),
        indexes: Number(indexes),
      })),
    }
  } finally {
    await database.close()
  }
}

const BLOCK = 512 // bytes that lstat counts by

/** What files take on disk, whole blocks; nothing where there is no folder. */
async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => lstat(join(file.parentPath, file.name))))
  return sizes.reduce((sum, { blocks }) => sum + blocks * BLOCK, 0)
}
