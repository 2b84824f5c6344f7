// Dictionaries: the lines that many mails have (fields of their heads, what mail programs and lists put around a text),
// given to zstd with each pack, which would otherwise hold them once again: a pack gets a fifteenth smaller.
import { crc32 } from 'node:zlib'
import type { DbOrTx, Tx } from '../database.ts'
import { unpack } from './packs.ts'

export interface Dictionary {
  readonly id: number
  readonly bytes: Buffer
}

export interface Dictionaries {
  /** What a new pack is compressed with. */
  newest(tx: Tx): Promise<Dictionary | undefined>
  /** The dictionaries of these numbers. */
  these(db: DbOrTx, ids: readonly number[]): Promise<ReadonlyMap<number, Buffer>>
  /** Makes one when there are many more packs than when the last one was made. */
  renew(tx: Tx, newestPack: number): Promise<void>
}

const FIRST_PACK = 16
/** The next one is made when there are so many times more packs: a million mails have six. */
const TIMES_MORE = 4
const PACKS_READ = 100
const MAX_BYTES = 48 * 1024
const LINE_CHARS = { least: 10, most: 400 }
/** Addresses, telephone numbers: what a mail says of somebody is not kept outside of it. */
const SOMEBODYS = /@|\d{5}|\d\d[ .]\d\d[ .]\d\d/

/** Those of one database; bytes once read are in memory, for they never change. */
export function openDictionaries(): Dictionaries {
  const known = new Map<number, Buffer>()
  const these = async (db: DbOrTx, ids: readonly number[]): Promise<ReadonlyMap<number, Buffer>> => {
    const others = ids.filter((id) => !known.has(id))
    if (others.length > 0) {
      const { rows } = await db.raw<{ rows: Dictionary[] }>(
        'select id, bytes from dictionaries where id = any(?::int[])',
        [others],
      )
      for (const { id, bytes } of rows) known.set(id, bytes)
    }
    return known
  }
  return {
    these,
    async newest(tx) {
      // Asked each time: a transaction that made one may have been taken back.
      const { rows } = await tx.raw<{ rows: { id: number }[] }>(
        'select id from dictionaries order by id desc limit 1',
      )
      const id = rows[0]?.id
      if (id === undefined) return undefined
      const bytes = (await these(tx, [id])).get(id)!
      return bytes.length === 0 ? undefined : { id, bytes }
    },
    async renew(tx, newestPack) {
      if (newestPack < FIRST_PACK) return
      const { rows } = await tx.raw<{ rows: { isDue: boolean }[] }>(
        `select coalesce(max(since_pack) * ${TIMES_MORE}, 0) <= ? as "isDue" from dictionaries`,
        [newestPack],
      )
      if (rows[0]?.isDue !== true) return
      // Where mails have nothing in common that is noted too, by an empty one: looking takes half a second.
      const bytes = commonLines(await somePacks(tx, newestPack, these))
      await tx.raw('insert into dictionaries (bytes, since_pack) values (?, ?)', [bytes, newestPack])
    },
  }
}

/** The contents of some packs of all ages, unpacked one after the other each time they are gone through. */
async function somePacks(tx: Tx, newestPack: number, these: Dictionaries['these']): Promise<Packs> {
  const { rows } = await tx.raw<{ rows: { bytes: Buffer; dictionary: number | null }[] }>(
    `select bytes, dictionary from packs where id in (
       select p.id from generate_series(1, ${PACKS_READ}) n cross join lateral (
         select id from packs where id >= ?::bigint * n / ${PACKS_READ} order by id limit 1) p)
      order by id`,
    [newestPack],
  )
  const dictionaries = await these(
    tx,
    rows.flatMap(({ dictionary }) => dictionary ?? []),
  )
  return {
    size: rows.length,
    *[Symbol.iterator]() {
      for (const { bytes, dictionary } of rows) yield unpack(bytes, dictionaries.get(dictionary ?? 0))
    },
  }
}

interface Packs extends Iterable<Buffer> {
  readonly size: number
}

/** The lines that stand in several packs, which are of different subjects; what saves most comes last. */
export function commonLines(packs: Packs): Buffer {
  const least = Math.max(3, Math.ceil(packs.size / 25))
  // First by their hashes: hardly any line stands in two packs, and all of them together would fill the memory.
  const seen = new Uint8Array(2 ** 20)
  for (const pack of packs) for (const line of linesOf(pack)) seen[hashOf(line)]! += 1
  const times = new Map<string, number>()
  for (const pack of packs)
    for (const line of linesOf(pack)) {
      if (seen[hashOf(line)]! < least) continue
      const count = times.get(line)
      // A copy: a piece of a text would keep all of it.
      times.set(count === undefined ? Buffer.from(line, 'latin1').toString('latin1') : line, (count ?? 0) + 1)
    }
  const common = [...times].filter(([, count]) => count >= least)
  const chosen: string[] = []
  let room = MAX_BYTES
  for (const [line] of common.toSorted(([a, n], [b, m]) => m * b.length - n * a.length)) {
    room -= line.length + 2
    if (room < 0) break
    chosen.push(line)
  }
  return Buffer.from(chosen.toReversed().join('\r\n'), 'latin1')
}

/** Each line once. */
function linesOf(pack: Buffer): Set<string> {
  const lines = pack.toString('latin1').split(/\r?\n/)
  return new Set(
    lines.filter(
      (line) => line.length >= LINE_CHARS.least && line.length <= LINE_CHARS.most && !SOMEBODYS.test(line),
    ),
  )
}

/** 20 bits. */
const hashOf = (line: string): number => crc32(line) & 0xfffff
