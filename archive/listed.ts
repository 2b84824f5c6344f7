// Messages as a mail of ours lists them: by list, by name, by who wrote them.

import type { Listed } from '#lists/library.ts'
import { urlHash, urlHashes } from '#mta/message/identity.ts'
import type { DbOrTx } from '#store/database.ts'
import { isMonth } from './months.ts'

const LISTED = `m.id, p.list_id as "listId", m.hash, m.message_id as "messageId", m.subject,
  m.from_name as "fromName", m.from_address as "fromAddress", p.dated_at as at, m.size`

/** The newest messages that a list shows, or shows of one month ('2026-11') of the time zone. */
export async function newestOf(
  db: DbOrTx,
  listId: number,
  page: { readonly month?: string; readonly timeZone: string; readonly skip: number; readonly limit: number },
): Promise<Listed[]> {
  const { month, timeZone } = page
  if (month !== undefined && !isMonth(month)) return []
  const within =
    month === undefined
      ? { sql: '', bindings: [] }
      : {
          sql: `and p.dated_at >= ?::timestamp at time zone ? and p.dated_at < (?::timestamp + interval '1 month') at time zone ?`,
          bindings: [`${month}-01`, timeZone, `${month}-01`, timeZone],
        }
  const { rows } = await db.raw<{ rows: Listed[] }>(
    `select ${LISTED} from postings p join messages m on m.id = p.message_id
      where p.list_id = ? and p.state = 'shown' ${within.sql}
      order by p.dated_at desc, p.message_id desc limit ? offset ?`,
    [listId, ...within.bindings, page.limit, page.skip],
  )
  return rows
}

/** Those of these messages that one of these lists shows, in the order given, each once. */
export async function shownAmong(
  db: DbOrTx,
  ids: readonly number[],
  listIds: readonly number[],
): Promise<Listed[]> {
  const { rows } = await db.raw<{ rows: Listed[] }>(
    `select distinct on (asked.n) ${LISTED}
       from unnest(?::bigint[]) with ordinality asked (id, n) join messages m on m.id = asked.id
       join postings p on p.message_id = m.id and p.state = 'shown' and p.list_id = any(?::bigint[])
      order by asked.n, p.posted_at, p.list_id`,
    [[...ids], [...listIds]],
  )
  return rows
}

/** The messages with this Message-ID that these lists show. */
export async function shownUnder(
  db: DbOrTx,
  messageId: string,
  listIds: readonly number[],
): Promise<Listed[]> {
  const { rows } = await db.raw<{ rows: Listed[] }>(
    `select ${LISTED} from messages m
       join postings p on p.message_id = m.id and p.state = 'shown' and p.list_id = any(?::bigint[])
      where m.hash = any(?::text[]) and m.message_id = ? order by m.id, p.list_id`,
    [[...listIds], urlHashes(urlHash(messageId)), messageId],
  )
  return rows
}

/** The newest messages that somebody wrote to these lists, shown or not. */
export async function writtenBy(
  db: DbOrTx,
  author: { readonly personId: number | undefined; readonly address: string },
  listIds: readonly number[],
  limit: number,
): Promise<Listed[]> {
  const { rows } = await db.raw<{ rows: Listed[] }>(
    `select ${LISTED} from messages m join postings p on p.message_id = m.id and p.list_id = any(?::bigint[])
      where text_key(lower(m.from_address)) = text_key(?) and lower(m.from_address) = ?
        and (m.author_id is null or m.author_id = ?::bigint)
      order by p.dated_at desc, m.id desc, p.list_id limit ?`,
    [[...listIds], author.address, author.address, author.personId ?? null, limit] as never,
  )
  return rows
}
