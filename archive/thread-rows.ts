// Threads as pages list them.

import type { DbOrTx } from '#store/database.ts'
import { isMonth, isYear } from './months.ts'

/** A thread on a page of threads; `inMonth` counts its messages in the time asked for, or all of them. */
export interface ThreadRow {
  readonly hash: string
  readonly subject: string
  readonly messages: number
  readonly people: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly starterName: string
  readonly starterAddress: string
  readonly attachments: number
  readonly inMonth: number
}

const THREADS_A_PAGE = 50

// What a row says of a thread, for each `chosen(thread_id, in_month, place)`.
const DESCRIBED = `
  select t.hash, t.subject, s.messages, s.people, s.first_at as "firstAt", s.last_at as "lastAt",
         s.starter_name as "starterName", s.starter_address as "starterAddress", s.attachments,
         coalesce(chosen.in_month, s.messages) as "inMonth", chosen.place
    from chosen
    join threads t on t.id = chosen.thread_id
    cross join lateral (
      select count(*) as messages, count(distinct lower(m.from_address)) as people,
             min(p.dated_at) as first_at, max(p.dated_at) as last_at,
             (array_agg(m.from_name order by p.dated_at, m.id))[1] as starter_name,
             (array_agg(m.from_address order by p.dated_at, m.id))[1] as starter_address,
             coalesce(sum(a.attached), 0)::int as attachments
        from postings p
        join messages m on m.id = p.message_id
        cross join lateral (select count(*) as attached from attachments f
                             where f.message_id = m.id and f.disposition = 'attachment') a
       where p.thread_id = t.id and p.state = 'shown') s
   where s.messages > 0`

/** The threads that have a message in a month ('2026-11', in the time zone), the latest to write there first. */
export async function threadsOfMonth(
  db: DbOrTx,
  listId: number,
  timeZone: string,
  month: string,
  page: { readonly limit?: number; readonly offset?: number } = {},
): Promise<{ threads: ThreadRow[]; total: number }> {
  if (!isMonth(month)) return { threads: [], total: 0 }
  const first = `${month}-01`
  const { rows } = await db.raw<{ rows: (Partial<ThreadRow> & { total: number })[] }>(
    `with busy as (
       select thread_id, count(*) as in_month, max(dated_at) as last_there
         from postings
        where list_id = ? and state = 'shown'
          and dated_at >= ?::timestamp at time zone ?
          and dated_at < (?::timestamp + interval '1 month') at time zone ?
        group by thread_id),
     chosen as (
       select thread_id, in_month, row_number() over (order by last_there desc, thread_id desc) as place
         from busy order by last_there desc, thread_id desc limit ? offset ?)
     select c.total, d.*
       from (select count(*) as total from busy) c
       left join (${DESCRIBED}) d on true
      order by d.place`,
    [listId, first, timeZone, first, timeZone, page.limit ?? THREADS_A_PAGE, page.offset ?? 0],
  )
  return {
    threads: rows.flatMap((found) => (isThreadRow(found) ? [plain(found)] : [])),
    total: rows[0]?.total ?? 0,
  }
}

/** The threads of a list that wrote last. */
export async function latestThreads(db: DbOrTx, listId: number, limit: number): Promise<ThreadRow[]> {
  const { rows } = await db.raw<{ rows: ThreadRow[] }>(
    `with chosen as (
       select id as thread_id, null::bigint as in_month, row_number() over (order by last_at desc, id desc) as place
         from threads t
        where list_id = ? and merged_into is null
          and exists (select 1 from postings p where p.thread_id = t.id and p.state = 'shown')
        order by last_at desc, id desc limit ?)
     ${DESCRIBED} order by chosen.place`,
    [listId, limit],
  )
  return rows.map(plain)
}

/** The threads that wrote most in a year ('2026', in the time zone); `inMonth` counts their messages of that year. */
export async function busiestThreads(
  db: DbOrTx,
  listId: number,
  timeZone: string,
  year: string,
  limit: number,
): Promise<ThreadRow[]> {
  if (!isYear(year)) return []
  const first = `${year}-01-01`
  const { rows } = await db.raw<{ rows: ThreadRow[] }>(
    `with chosen as (
       select thread_id, count(*) as in_month,
              row_number() over (order by count(*) desc, max(dated_at) desc, thread_id desc) as place
         from postings
        where list_id = ? and state = 'shown'
          and dated_at >= ?::timestamp at time zone ?
          and dated_at < (?::timestamp + interval '1 year') at time zone ?
        group by thread_id order by place limit ?)
     ${DESCRIBED} order by chosen.place`,
    [listId, first, timeZone, first, timeZone, limit],
  )
  return rows.map(plain)
}

// The month without threads gives one row of nulls beside its total.
function isThreadRow(found: object): found is ThreadRow {
  return 'hash' in found && found.hash !== null
}

function plain(found: ThreadRow): ThreadRow {
  const {
    hash,
    subject,
    messages,
    people,
    firstAt,
    lastAt,
    starterName,
    starterAddress,
    attachments,
    inMonth,
  } = found
  return {
    hash,
    subject,
    messages,
    people,
    firstAt,
    lastAt,
    starterName,
    starterAddress,
    attachments,
    inMonth,
  }
}
