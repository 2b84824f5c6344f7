// Dictionaries: the lines that many mails have (fields of their heads, what mail programs and lists put around a text),
// given to zstd with each pack, which would otherwise hold them once again: a pack gets a fifteenth smaller.
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
const PACKS_READ = 300
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
      return id === undefined ? undefined : { id, bytes: (await these(tx, [id])).get(id)! }
    },
    async renew(tx, newestPack) {
      if (newestPack < FIRST_PACK) return
      const { rows } = await tx.raw<{ rows: { isDue: boolean }[] }>(
        `select coalesce(max(since_pack) * ${TIMES_MORE}, 0) <= ? as "isDue" from dictionaries`,
        [newestPack],
      )
      if (rows[0]?.isDue !== true) return
      const bytes = commonLines(await somePacks(tx, newestPack, these))
      if (bytes.length === 0) return
      await tx.raw('insert into dictionaries (bytes, since_pack) values (?, ?)', [bytes, newestPack])
    },
  }
}

/** The contents of some packs of all ages. */
async function somePacks(tx: Tx, newestPack: number, these: Dictionaries['these']): Promise<Buffer[]> {
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
  return rows.map(({ bytes, dictionary }) => unpack(bytes, dictionaries.get(dictionary ?? 0)))
}

/** The lines that stand in several packs, which are of different subjects; what saves most comes last. */
export function commonLines(packs: readonly Buffer[]): Buffer {
  const times = new Map<string, number>()
  for (const pack of packs)
    for (const line of new Set(pack.toString('latin1').split(/\r?\n/)))
      if (line.length >= LINE_CHARS.least && line.length <= LINE_CHARS.most && !SOMEBODYS.test(line))
        times.set(line, (times.get(line) ?? 0) + 1)
  const least = Math.max(3, Math.ceil(packs.length / 75))
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
