// Messages that a search found, with what is written down of them, read many at a time in bounded memory.

import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import { textsOf } from '../texts.ts'

/** A message, without its bytes. */
export interface FoundMessage {
  readonly id: number
  /** Without brackets. */
  readonly messageId: string
  readonly hash: string
  readonly datedAt: Date
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  /** Names of files. */
  readonly files: readonly string[]
  /** SHA-256 of the mail as received. */
  readonly raw: Buffer
  /** Of the mail, in bytes. */
  readonly size: number
}

const A_ROUND = 200 // rows read at once
const GROUP_BYTES = 8_388_608 // mails read at once, or one

/** In the order of these ids; one that is taken away meanwhile is left out. */
export async function* foundMessages(
  db: DbOrTx,
  ids: readonly number[],
): AsyncGenerator<readonly FoundMessage[]> {
  for (let at = 0; at < ids.length; at += A_ROUND) {
    const { rows } = await db.raw<{ rows: FoundMessage[] }>(
      `select m.id, m.message_id as "messageId", m.hash, m.dated_at as "datedAt", m.subject, m.raw, m.size,
              m.from_name as "fromName", m.from_address as "fromAddress",
              array(select a.name from attachments a where a.message_id = m.id order by a.n) as files
         from unnest(?::bigint[]) with ordinality wanted(id, n) join messages m on m.id = wanted.id
        order by wanted.n`,
      [ids.slice(at, at + A_ROUND)],
    )
    yield rows
  }
}

/** The first of these whose mails together have at most so many bytes. */
export async function firstWithin(db: DbOrTx, ids: readonly number[], most: number): Promise<number[]> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `select s.id from (
       select m.id, w.n, sum(m.size::bigint) over (order by w.n) as so_far
         from unnest(?::bigint[]) with ordinality w(id, n) join messages m on m.id = w.id) s
      where s.so_far <= ? order by s.n`,
    [[...ids], most],
  )
  return rows.map(({ id }) => id)
}

/** The same with their texts. */
export async function* foundTexts(
  db: DbOrTx,
  blobs: Blobs,
  ids: readonly number[],
): AsyncGenerator<FoundMessage & { readonly text: string }> {
  for await (const rows of foundMessages(db, ids)) {
    const texts = await textsOf(
      db,
      blobs,
      rows.map(({ id }) => id),
    )
    for (const row of rows) yield { ...row, text: texts.get(row.id) ?? '' }
  }
}

/** The same with their bytes. */
export async function* foundMails(
  db: DbOrTx,
  blobs: Blobs,
  ids: readonly number[],
): AsyncGenerator<{ readonly bytes: Buffer; readonly date: Date }> {
  for await (const rows of foundMessages(db, ids)) {
    for (const group of bySize(rows)) {
      const contents = await blobs.readMany(
        db,
        group.map(({ raw }) => raw),
      )
      for (const { raw, datedAt } of group) yield { bytes: contents.get(raw.toString('hex'))!, date: datedAt }
    }
  }
}

function bySize(rows: readonly FoundMessage[]): FoundMessage[][] {
  const groups: FoundMessage[][] = []
  let bytes = GROUP_BYTES
  for (const row of rows) {
    if (bytes + row.size > GROUP_BYTES) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)!.push(row)
    bytes += row.size
  }
  return groups
}
