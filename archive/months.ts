// A list's archive by month, and its latest threads.

import type { DbOrTx } from '#store/database.ts'

/** How much a list wrote in one month of its own time zone. */
export interface Month {
  readonly month: string // '2026-11'
  readonly messages: number
  readonly threads: number
}

/** A thread on a page of threads; `inMonth` counts its messages in the month asked for, or all of them. */
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

/** The months in which a list wrote, newest first. */
export async function monthsOf(db: DbOrTx, listId: number, timeZone: string): Promise<Month[]> {
  const { rows } = await db.raw<{ rows: Month[] }>(
    `select to_char(dated_at at time zone ?, 'YYYY-MM') as month,
            count(*) as messages, count(distinct thread_id) as threads
       from postings where list_id = ? and state = 'shown'
      group by 1 order by 1 desc`,
    [timeZone, listId],
  )
  return rows
}

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
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { threads: [], total: 0 }
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
