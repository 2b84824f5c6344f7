// The rows of blobs, and the two locks that keep `sweep` away from a mail on its way in.

import type { DbOrTx, Tx } from '../database.ts'
import type { Files } from './files.ts'
import { insertPacked, isForPack, type Packed, unpack } from './packs.ts'
import type { Staged } from './staging.ts'

/** What a row says: `bytes` compressed, or `plain` as they are; neither when a file holds them. */
export interface StoredRow {
  readonly hash: Buffer
  readonly bytes?: Buffer
  readonly plain?: Buffer
}

/** The first half of the advisory locks on folders of blob files; the second is the hash's first byte. */
export const FILE_LOCK = 0x626c6f62
/** Each round but the first follows a sweep or another transaction that had the same hash in hand. */
const MAX_ROUNDS = 10
/** Stands for the bytes that are in a file; compressed bytes are never empty. */
const NO_BYTES = Buffer.alloc(0)

/**
 * Writes the rows that are not there yet. What is there is locked for the length of the transaction, as a row
 * that refers to it would lock it: sweep cannot take it away before that row is written.
 */
export async function keepRows(tx: Tx, staged: readonly Staged[], files: Files): Promise<void> {
  const wanted = new Map(staged.map((one) => [one.hash.toString('hex'), one]))
  await guardFiles(tx, [...wanted.values()], files)
  for (let round = 0; round < MAX_ROUNDS && wanted.size > 0; round++) {
    for (const hash of await insertOrLock(tx, [...wanted.values()])) wanted.delete(hash)
  }
  if (wanted.size > 0) throw new Error(`Blobs ${[...wanted.keys()].join(', ')} could not be kept; try again`)
}

/** The rows of these hashes. One statement: a pack that sweep writes anew meanwhile is seen as it was. */
export async function rowsOf(db: DbOrTx, hashes: readonly Buffer[]): Promise<StoredRow[]> {
  const { rows } = await db.raw<{ rows: Found[] }>(
    `with found as materialized (
       select hash, size, bytes, pack, pack_at from blobs where hash = any(?::bytea[]))
     select hash, size, bytes, pack, pack_at as at from found
     union all
     select null, null, bytes, id, null from packs where id in (select pack from found)`,
    [[...hashes]],
  )
  const packs = new Map(rows.flatMap((row) => (row.hash === null ? [[row.pack, unpack(row.bytes!)]] : [])))
  return rows.flatMap(({ hash, size, bytes, pack, at }): StoredRow[] => {
    if (hash === null) return []
    if (pack !== null) return [{ hash, plain: packs.get(pack)!(at!, size!) }]
    return [bytes ? { hash, bytes } : { hash }]
  })
}

/** A blob's row, or (hash null) a pack. */
interface Found {
  readonly hash: Buffer | null
  readonly size: number | null
  readonly bytes: Buffer | null
  readonly pack: number | null
  readonly at: number | null
}

/** While this transaction lives sweep removes no file of these folders; a file that it had just removed is noticed. */
async function guardFiles(tx: Tx, staged: readonly Staged[], files: Files): Promise<void> {
  const inFiles = staged.filter(({ row, plain }) => row === undefined && plain === undefined)
  if (inFiles.length === 0) return
  const folders = [...new Set(inFiles.map(({ hash }) => hash[0] ?? 0))].sort((a, b) => a - b)
  await tx.raw('select pg_advisory_xact_lock_shared(?, folder) from unnest(?::int[]) folder', [
    FILE_LOCK,
    folders,
  ])
  for (const { hash } of inFiles) {
    if (!(await files.has(hash)))
      throw new Error(`The file of blob ${hash.toString('hex')} is gone; try again`)
  }
}

async function insertOrLock(tx: Tx, staged: readonly Staged[]): Promise<string[]> {
  const { packed = [], single = [] } = Object.groupBy(staged, (one) => (isForPack(one) ? 'packed' : 'single'))
  const made = await insertOrLockRows(tx, single)
  return [...made, ...(await lockOrPack(tx, packed.filter(isForPack)))]
}

async function insertOrLockRows(tx: Tx, staged: readonly Staged[]): Promise<string[]> {
  if (staged.length === 0) return []
  // Sorted, so that two transactions with the same new hashes wait for each other in one direction only.
  const sorted = staged.toSorted((a, b) => a.hash.compare(b.hash))
  const { rows } = await tx.raw<{ rows: { hash: string }[] }>(
    `with wanted as (
       select * from unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[]) w (hash, size, stored_size, bytes)
     ), made as (
       insert into blobs (hash, size, stored_size, place, bytes)
       select hash, size, stored_size, case when bytes = '' then 'file' else 'row' end, nullif(bytes, '') from wanted
       on conflict do nothing
       returning hash
     ), locked as (
       select hash from blobs where hash in (select hash from wanted) for key share
     )
     select encode(hash, 'hex') as hash from made union all select encode(hash, 'hex') from locked`,
    [
      sorted.map(({ hash }) => hash),
      sorted.map(({ size }) => size),
      sorted.map(({ storedSize }) => storedSize),
      sorted.map(({ row }) => row ?? NO_BYTES),
    ],
  )
  return rows.map(({ hash }) => hash)
}

/** Packs are made of what is not there yet. Their members are written in the order of their hashes, for the same reason. */
async function lockOrPack(tx: Tx, staged: readonly Packed[]): Promise<string[]> {
  if (staged.length === 0) return []
  const { rows } = await tx.raw<{ rows: { hash: Buffer }[] }>(
    'select hash from blobs where hash = any(?::bytea[]) order by hash for key share',
    [staged.map(({ hash }) => hash)],
  )
  const known = new Set(rows.map(({ hash }) => hash.toString('hex')))
  await insertPacked(
    tx,
    staged.filter(({ hash }) => !known.has(hash.toString('hex'))),
  )
  return staged.map(({ hash }) => hash.toString('hex'))
}
