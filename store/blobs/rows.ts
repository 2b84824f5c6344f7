// The rows of blobs, and the two locks that keep `sweep` away from a mail on its way in.

import type { DbOrTx, Tx } from '../database.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { Files } from './files.ts'
import { insertPacked, isForPack, type Packed, unpack } from './packs.ts'
import type { Staged } from './staging.ts'

/** What a row says: `bytes` compressed, or `plain` as they are; neither when a file holds them. */
export interface StoredRow {
  readonly hash: Buffer
  /** Of the whole, uncompressed. */
  readonly size: number
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
export async function keepRows(
  tx: Tx,
  staged: readonly Staged[],
  { files, dictionaries }: { readonly files: Files; readonly dictionaries: Dictionaries },
): Promise<void> {
  const wanted = new Map<string, Staged>()
  for (const one of staged) {
    const name = one.hash.toString('hex')
    if (one.companion !== undefined || !wanted.has(name)) wanted.set(name, one)
  }
  await guardFiles(tx, [...wanted.values()], files)
  for (let round = 0; round < MAX_ROUNDS && wanted.size > 0; round++) {
    for (const hash of await insertOrLock(tx, dictionaries, [...wanted.values()])) wanted.delete(hash)
  }
  if (wanted.size > 0) throw new Error(`Blobs ${[...wanted.keys()].join(', ')} could not be kept; try again`)
}

/** The rows of these hashes. */
export async function rowsOf(
  db: DbOrTx,
  dictionaries: Dictionaries,
  hashes: readonly Buffer[],
): Promise<StoredRow[]> {
  const rows = await found(db, 'hash = any(?::bytea[])', hashes)
  const slice = await slices(db, dictionaries, rows)
  return rows.flatMap(({ hash, size, bytes, pack, at }): StoredRow[] => {
    if (hash === null) return []
    if (pack !== null) return [{ hash, size: size!, plain: slice(pack, at!, size!) }]
    return [bytes ? { hash, size: size!, bytes } : { hash, size: size! }]
  })
}

/** The files that rows name, of those of these hashes. */
export async function namedFiles(db: DbOrTx, hashes: readonly Buffer[]): Promise<Set<string>> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `select encode(hash, 'hex') as name from blobs where hash = any(?::bytea[]) and place = 'file'`,
    [[...hashes]],
  )
  return new Set(rows.map(({ name }) => name))
}

/** The companions of these hashes, by the hash in hexadecimal, of those that have one. */
export async function companionsOf(
  db: DbOrTx,
  dictionaries: Dictionaries,
  hashes: readonly Buffer[],
): Promise<Map<string, Buffer>> {
  const rows = await found(db, 'hash = any(?::bytea[]) and companion_size is not null', hashes)
  const slice = await slices(db, dictionaries, rows)
  return new Map(
    rows.flatMap(({ hash, size, pack, at, companionSize }) =>
      hash === null ? [] : [[hash.toString('hex'), slice(pack!, at! + size!, companionSize!)]],
    ),
  )
}

/** One statement: a pack that sweep writes anew meanwhile is seen as it was. */
async function found(db: DbOrTx, which: string, hashes: readonly Buffer[]): Promise<Found[]> {
  if (hashes.length === 0) return []
  const { rows } = await db.raw<{ rows: Found[] }>(
    `with found as materialized (
       select hash, size, bytes, pack, pack_at, companion_size from blobs where ${which})
     select hash, size, bytes, pack, pack_at as at, companion_size as "companionSize", null as dictionary from found
     union all
     select null, null, bytes, id, null, null, dictionary from packs where id in (select pack from found)`,
    [[...hashes]],
  )
  return rows
}

async function slices(
  db: DbOrTx,
  dictionaries: Dictionaries,
  rows: readonly Found[],
): Promise<(pack: number, at: number, size: number) => Buffer> {
  const known = await dictionaries.these(db, [...new Set(rows.flatMap(({ dictionary }) => dictionary ?? []))])
  const packs = new Map(
    rows.flatMap(({ hash, pack, bytes, dictionary }) =>
      hash === null ? [[pack, unpack(bytes!, known.get(dictionary ?? 0))]] : [],
    ),
  )
  return (pack, at, size) => packs.get(pack)!.subarray(at, at + size)
}

/** A blob's row, or (hash null) a pack. */
interface Found {
  readonly hash: Buffer | null
  readonly size: number | null
  readonly bytes: Buffer | null
  readonly pack: number | null
  readonly at: number | null
  readonly companionSize: number | null
  readonly dictionary: number | null
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

async function insertOrLock(
  tx: Tx,
  dictionaries: Dictionaries,
  staged: readonly Staged[],
): Promise<string[]> {
  const { packed = [], single = [] } = Object.groupBy(staged, (one) => (isForPack(one) ? 'packed' : 'single'))
  const made = await insertOrLockRows(tx, single)
  return [...made, ...(await lockOrPack(tx, dictionaries, packed.filter(isForPack)))]
}

/** Writes these with the statement that follows `with kept as (…)` and refers to them; undefined where one is no row. */
export function rowsSql(
  staged: readonly Staged[],
): { readonly sql: string; readonly bindings: readonly (readonly (Buffer | number)[])[] } | undefined {
  if (staged.some(({ row }) => row === undefined)) return undefined
  return { sql: insertFrom(GIVEN), bindings: given(staged) }
}

/** Rows of blobs, to be bound as `given` gives them. */
const GIVEN = 'unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[]) w (hash, size, stored_size, bytes)'

const insertFrom = (rows: string): string =>
  `insert into blobs (hash, size, stored_size, place, bytes)
   select hash, size, stored_size, case when bytes = '' then 'file' else 'row' end, nullif(bytes, '') from ${rows}
   on conflict do nothing`

function given(staged: readonly Staged[]): readonly (readonly (Buffer | number)[])[] {
  // Sorted, so that two transactions with the same new hashes wait for each other in one direction only.
  const sorted = staged.toSorted((a, b) => a.hash.compare(b.hash))
  return [
    sorted.map(({ hash }) => hash),
    sorted.map(({ size }) => size),
    sorted.map(({ storedSize }) => storedSize),
    sorted.map(({ row }) => row ?? NO_BYTES),
  ]
}

async function insertOrLockRows(tx: Tx, staged: readonly Staged[]): Promise<string[]> {
  if (staged.length === 0) return []
  const { rows } = await tx.raw<{ rows: { hash: string }[] }>(
    `with wanted as (select * from ${GIVEN}),
     made as (${insertFrom('wanted')} returning hash),
     locked as (select hash from blobs where hash in (select hash from wanted) for key share)
     select encode(hash, 'hex') as hash from made union all select encode(hash, 'hex') from locked`,
    given(staged) as never,
  )
  return rows.map(({ hash }) => hash)
}

/**
 * Packs are made of what is not there yet, or not with its companion. Their members are written in the order of their
 * hashes, for the same reason.
 */
async function lockOrPack(tx: Tx, dictionaries: Dictionaries, staged: readonly Packed[]): Promise<string[]> {
  if (staged.length === 0) return []
  const { rows } = await tx.raw<{ rows: { hash: Buffer; companionSize: number | null }[] }>(
    `select hash, companion_size as "companionSize" from blobs where hash = any(?::bytea[]) order by hash for key share`,
    [staged.map(({ hash }) => hash)],
  )
  const known = new Map(rows.map(({ hash, companionSize }) => [hash.toString('hex'), companionSize]))
  const missing = staged.filter(({ hash, companion }) => {
    const size = known.get(hash.toString('hex'))
    return size === undefined || (size === null && companion !== undefined)
  })
  await insertPacked(tx, dictionaries, missing)
  return staged.map(({ hash }) => hash.toString('hex'))
}
