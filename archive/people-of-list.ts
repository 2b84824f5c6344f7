// Who wrote to a list. People are told apart by the address they wrote from, and named to the outside by a message of
// theirs: an address of the web must not give away one of mail, nor let it be guessed.

import type { DbOrTx } from '#store/database.ts'
import { counted } from './counted.ts'
import { MESSAGE_ROW, type MessageRow } from './message-rows.ts'

/** Somebody who wrote; `hash` is a message of theirs in this list, always the same; `name` the last that they bore. */
export interface Writer {
  readonly hash: string
  readonly name: string
  readonly address: string
  readonly messages: number
  readonly firstAt: Date
  readonly lastAt: Date
}

interface Count {
  readonly address: string
  readonly messages: number
  readonly firstAt: Date
  readonly lastAt: Date
  /** Messages: the one filed first, and the last that has a name. */
  readonly first: number
  readonly named: number | null
}

const COUNTED = `lower(m.from_address) as address, count(*) as messages,
  min(p.dated_at) as "firstAt", max(p.dated_at) as "lastAt",
  min(m.id) as first, max(m.id) filter (where m.from_name <> '') as named`

/** Who wrote to a list, those who wrote most first; those of a large list may be a minute old. */
export async function peopleOf(
  db: DbOrTx,
  listId: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ people: Writer[]; total: number }> {
  const everybody = await counted(db, `people ${listId}`, async () => {
    const { rows } = await db.raw<{ rows: Count[] }>(
      `select ${COUNTED} from postings p join messages m on m.id = p.message_id
        where p.list_id = ? and p.state = 'shown'
        group by 1 order by messages desc, "lastAt" desc, 1`,
      [listId],
    )
    return rows
  })
  const shown = everybody.slice(page.offset, page.offset + page.limit)
  return { people: await named(db, shown), total: everybody.length }
}

/** Whoever wrote this message of the list, told by its hash. */
export async function writerOf(db: DbOrTx, listId: number, hash: string): Promise<Writer | undefined> {
  const { rows } = await db.raw<{ rows: Count[] }>(
    `select ${COUNTED}
       from (select lower(m.from_address) as address from messages m join postings p on p.message_id = m.id
              where m.hash = ? and p.list_id = ? and p.state = 'shown') asked
       join messages m on text_key(lower(m.from_address)) = text_key(asked.address) and lower(m.from_address) = asked.address
       join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'
      group by 1`,
    [hash.toLowerCase(), listId, listId],
  )
  return (await named(db, rows))[0]
}

async function named(db: DbOrTx, counts: readonly Count[]): Promise<Writer[]> {
  const ids = counts.flatMap((count) => [count.first, count.named ?? count.first])
  const { rows } = await db.raw<{ rows: { id: number; hash: string; name: string }[] }>(
    `select id, hash, from_name as name from messages where id = any(?::bigint[])`,
    [ids],
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  return counts.flatMap(({ first, named: last, ...count }) => {
    const hash = known.get(first)?.hash
    return hash === undefined ? [] : [{ ...count, hash, name: known.get(last ?? first)?.name ?? '' }]
  })
}

/** What somebody wrote to a list, the newest first. */
export async function messagesOfWriter(
  db: DbOrTx,
  listId: number,
  address: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<MessageRow[]> {
  const { rows } = await db.raw<{ rows: MessageRow[] }>(
    `select ${MESSAGE_ROW} from messages m join postings p on p.message_id = m.id
      where text_key(lower(m.from_address)) = text_key(?) and lower(m.from_address) = ? and p.list_id = ? and p.state = 'shown'
      order by m.dated_at desc, m.id desc limit ? offset ?`,
    [address, address, listId, page.limit, page.offset],
  )
  return rows
}
