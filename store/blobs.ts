// Content-addressed bytes (mails, parts, attachments), named by the SHA-256 of what they hold, kept compressed:
// small ones in the row, or many in a pack, in the transaction of whatever names them; large ones in files, durable
// before it.
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { zstdDecompress, zstdDecompressSync } from 'node:zlib'
import type { Settings } from '#config/settings.ts'
import { openDictionaries } from './blobs/dictionaries.ts'
import { openFiles } from './blobs/files.ts'
import { type Range, rangeOf } from './blobs/range.ts'
import { companionsOf, keepRows, rowsOf, rowsSql, type StoredRow } from './blobs/rows.ts'
import { type Staged, stageBytes, stageForPack, stageStream } from './blobs/staging.ts'
import { sweepBlobs } from './blobs/sweep.ts'
import type { Db, DbOrTx, Tx } from './database.ts'

export type { Range } from './blobs/range.ts'
export type { Staged } from './blobs/staging.ts'

const decompress = promisify(zstdDecompress)
/** Up to this many bytes, decompressing on the spot costs less than handing over to a thread. */
const AT_ONCE_BYTES = 64 * 1024

/** Where bytes are kept; a hash that was never kept, or no longer is, throws. */
export interface Blobs {
  /** Takes bytes in; large ones are durable in their place once this resolves. */
  stage(bytes: Buffer | Readable): Promise<Staged>
  /**
   * Takes in bytes that are to be kept with others like them, given to the same `keep`: smaller, and slower to read.
   * With a companion, bytes made of them that stay and go with them; `companion` of what is staged says whether it is
   * kept so, and has no hash of its own, or is too large for that, or a stream's.
   */
  stageForPack(bytes: Buffer | Readable, companion?: Buffer): Promise<Staged>
  /** Names them, in the transaction of the rows that refer to them. */
  keep(tx: Tx, staged: readonly Staged[]): Promise<void>
  /**
   * The same as a part of the statement whose rows refer to them, `with kept as (…)`: one statement is a transaction.
   * Undefined where it takes more than that; and the statement fails when sweep is just taking one of them away.
   */
  keepSql(staged: readonly Staged[]): ReturnType<typeof rowsSql>
  /** The whole, in memory. */
  read(db: DbOrTx, hash: Buffer): Promise<Buffer>
  /** Several, in memory, by their hash in hexadecimal. */
  readMany(db: DbOrTx, hashes: readonly Buffer[]): Promise<Map<string, Buffer>>
  /** The companions of several, by the hash of what they stand beside; nothing for those that have none. */
  readCompanions(db: DbOrTx, hashes: readonly Buffer[]): Promise<Map<string, Buffer>>
  /** A stream in constant memory; `end` is the first byte left out. */
  open(db: DbOrTx, hash: Buffer, range?: Range): Promise<Readable>
  /** Removes what no row of any table refers to and is older than this; a mail on its way in is safe from it. */
  sweep(db: Db, olderThan: Date): Promise<{ rows: number; files: number }>
}

/** The blobs of this data folder and its database. */
export function openBlobs(settings: Settings): Blobs {
  const files = openFiles(settings.data)
  const dictionaries = openDictionaries()
  const whole = async ({ hash, size, plain, bytes }: StoredRow): Promise<Buffer> => {
    if (plain) return plain
    return bytes && size <= AT_ONCE_BYTES
      ? zstdDecompressSync(bytes)
      : decompress(bytes ?? (await files.read(hash)))
  }
  const one = async (db: DbOrTx, hash: Buffer): Promise<StoredRow> => {
    const [row] = await rowsOf(db, dictionaries, [hash])
    if (!row) throw new Error(`No blob ${hash.toString('hex')} is kept`)
    return row
  }
  return {
    stage: (bytes) => (Buffer.isBuffer(bytes) ? stageBytes(bytes, files) : stageStream(bytes, files)),
    stageForPack: (bytes, companion) =>
      Buffer.isBuffer(bytes) ? stageForPack(bytes, files, companion) : stageStream(bytes, files),
    keep: (tx, staged) => keepRows(tx, staged, { files, dictionaries }),
    keepSql: rowsSql,
    read: async (db, hash) => whole(await one(db, hash)),
    readMany: async (db, hashes) => {
      const found = new Map<string, Buffer>()
      for (const row of await rowsOf(db, dictionaries, hashes))
        found.set(row.hash.toString('hex'), await whole(row))
      const missing = hashes.find((hash) => !found.has(hash.toString('hex')))
      if (missing) throw new Error(`No blob ${missing.toString('hex')} is kept`)
      return found
    },
    readCompanions: (db, hashes) => companionsOf(db, dictionaries, hashes),
    open: async (db, hash, range) => {
      const row = await one(db, hash)
      if (row.plain)
        return Readable.from([row.plain.subarray(range?.start, range?.end)], { objectMode: false })
      return rangeOf(row.bytes ?? (await files.open(hash)), range)
    },
    sweep: (db, olderThan) => sweepBlobs(db, { files, dictionaries }, olderThan),
  }
}
