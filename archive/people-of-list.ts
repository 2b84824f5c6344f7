// Who wrote to a list. People are told apart by the address they wrote from, and named to the outside by a message of
// theirs: an address of the web must not give away one of mail, nor let it be guessed.

import type { DbOrTx } from '#store/database.ts'
import { MESSAGE_ROW, type MessageRow } from './message-rows.ts'

/** Somebody who wrote; `hash` is their first message's in this list, `name` the last that they bore. */
export interface Writer {
  readonly hash: string
  readonly name: string
  readonly address: string
  readonly messages: number
  readonly firstAt: Date
  readonly lastAt: Date
}

// For each `wrote(address, messages, first_at, last_at, place)` of a list, asked for twice.
const DESCRIBED = `
  select wrote.address, wrote.messages, wrote.first_at as "firstAt", wrote.last_at as "lastAt",
         coalesce(named.from_name, '') as name, oldest.hash
    from wrote
    cross join lateral (
      select m.hash from messages m join postings p on p.message_id = m.id
       where lower(m.from_address) = wrote.address and p.list_id = ? and p.state = 'shown'
       order by m.dated_at, m.id limit 1) oldest
    left join lateral (
      select m.from_name from messages m join postings p on p.message_id = m.id
       where lower(m.from_address) = wrote.address and m.from_name <> '' and p.list_id = ? and p.state = 'shown'
       order by m.dated_at desc, m.id desc limit 1) named on true`

/** Who wrote to a list, those who wrote most first. */
export async function peopleOf(
  db: DbOrTx,
  listId: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ people: Writer[]; total: number }> {
  const { rows } = await db.raw<{ rows: (Writer & { total: number })[] }>(
    `with everybody as materialized (
       select lower(m.from_address) as address, count(*) as messages,
              min(p.dated_at) as first_at, max(p.dated_at) as last_at
         from postings p join messages m on m.id = p.message_id
        where p.list_id = ? and p.state = 'shown' group by 1),
     wrote as (
       select *, row_number() over (order by messages desc, last_at desc, address) as place
         from everybody order by place limit ? offset ?)
     select d.*, (select count(*) from everybody) as total
       from (select) always left join (${DESCRIBED} order by wrote.place) d on true`,
    [listId, page.limit, page.offset, listId, listId],
  )
  const total = rows[0]?.total ?? 0
  return {
    total,
    people: rows.flatMap(({ total: _, ...writer }) => (writer.hash === null ? [] : [writer])),
  }
}

/** Whoever wrote this message of the list, told by its hash. */
export async function writerOf(db: DbOrTx, listId: number, hash: string): Promise<Writer | undefined> {
  const { rows } = await db.raw<{ rows: Writer[] }>(
    `with asked as (
       select lower(m.from_address) as address from messages m join postings p on p.message_id = m.id
        where m.hash = ? and p.list_id = ? and p.state = 'shown'),
     wrote as (
       select asked.address, count(*) as messages, min(p.dated_at) as first_at, max(p.dated_at) as last_at
         from asked join messages m on lower(m.from_address) = asked.address
         join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'
        group by asked.address)
     ${DESCRIBED}`,
    [hash.toLowerCase(), listId, listId, listId, listId],
  )
  return rows[0]
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
      where lower(m.from_address) = ? and p.list_id = ? and p.state = 'shown'
      order by m.dated_at desc, m.id desc limit ? offset ?`,
    [address, listId, page.limit, page.offset],
  )
  return rows
}
