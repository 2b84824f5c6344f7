// Packs: small blobs that are alike (the mails of a list, their texts) compressed together, many in one row. A 4 KB mail
// takes a third of what it takes alone. Imports make them; what arrives by itself has a row of its own.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Tx } from '../database.ts'
import type { Staged } from './staging.ts'

/** A blob in a pack, uncompressed. */
export interface Packed {
  readonly hash: Buffer
  readonly plain: Buffer
}

/** A pack is closed once it holds so many bytes, uncompressed: to read one blob all of its pack is decompressed. */
const PACK_BYTES = 64 * 1024
/** A larger blob is kept by itself. */
export const MAX_PACKED_BYTES = PACK_BYTES
const LEVEL = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
}

/** Staged bytes that go into a pack. */
export function isForPack(staged: Staged): staged is Staged & { readonly plain: Buffer } {
  return staged.plain !== undefined
}

/** Writes new blobs in packs, in the order given: neighbours help each other. */
export async function insertPacked(tx: Tx, blobs: readonly Packed[]): Promise<void> {
  const packs = inPacks(blobs)
  if (packs.length === 0) return
  const contents = packs.map((pack) => Buffer.concat(pack.map(({ plain }) => plain)))
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `insert into packs (bytes, size)
     select bytes, size from unnest(?::bytea[], ?::bigint[]) with ordinality w (bytes, size, n) order by n returning id`,
    [contents.map((bytes) => zstdCompressSync(bytes, LEVEL)), contents.map((bytes) => bytes.length)],
  )
  const members = packs.flatMap((pack, index) => placed(pack, rows[index]!.id))
  await tx.raw(
    `insert into blobs (hash, size, stored_size, place, pack, pack_at)
     select hash, size, 0, 'pack', pack, at from unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::int[]) w (hash, size, pack, at)
      order by hash
     on conflict (hash) do update set pack = excluded.pack, pack_at = excluded.pack_at where blobs.pack is not null`,
    [
      members.map(({ hash }) => hash),
      members.map(({ size }) => size),
      members.map(({ pack }) => pack),
      members.map(({ at }) => at),
    ],
  )
}

/** The blob at a place in a pack's compressed bytes. */
export function unpack(bytes: Buffer): (at: number, size: number) => Buffer {
  const whole = zstdDecompressSync(bytes)
  return (at, size) => whole.subarray(at, at + size)
}

/** After blobs of these packs were removed: what is left of each is written anew, so that nothing of the others stays. */
export async function tidyPacks(tx: Tx, packs: readonly number[]): Promise<void> {
  for (const id of packs) {
    const { rows: left } = await tx.raw<{ rows: { hash: Buffer; size: number; at: number }[] }>(
      'select hash, size, pack_at as at from blobs where pack = ? order by pack_at for no key update',
      [id],
    )
    if (left.length > 0) {
      const { rows } = await tx.raw<{ rows: { bytes: Buffer }[] }>('select bytes from packs where id = ?', [
        id,
      ])
      const slice = unpack(rows[0]!.bytes)
      await insertPacked(
        tx,
        left.map(({ hash, size, at }) => ({ hash, plain: slice(at, size) })),
      )
    }
    await tx.raw('delete from packs where id = ?', [id])
  }
}

function inPacks(blobs: readonly Packed[]): Packed[][] {
  const packs: Packed[][] = []
  let room = 0
  for (const blob of blobs) {
    if (room < blob.plain.length) {
      packs.push([])
      room = PACK_BYTES
    }
    packs.at(-1)!.push(blob)
    room -= blob.plain.length
  }
  return packs
}

function placed(pack: readonly Packed[], id: number) {
  let at = 0
  return pack.map(({ hash, plain }) => {
    const member = { hash, size: plain.length, pack: id, at }
    at += plain.length
    return member
  })
}
