// A list's archive by month.

import type { DbOrTx } from '#store/database.ts'
import { counted } from './counted.ts'

/** How much a list wrote in one month of its own time zone. */
export interface Month {
  readonly month: string // '2026-11'
  readonly messages: number
  readonly threads: number
}

/** Whether this is a month of an address, '2026-11'. */
export function isMonth(month: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && isYear(month.slice(0, 4))
}

/** Whether this is a year of an address, '2026'; PostgreSQL knows no year 0. */
export function isYear(year: string): boolean {
  return /^\d{4}$/.test(year) && year !== '0000'
}

/** The months in which a list wrote, newest first; those of a large list may be a minute old. */
export function monthsOf(db: DbOrTx, listId: number, timeZone: string): Promise<readonly Month[]> {
  return counted(db, `months ${listId} ${timeZone}`, () => countedMonths(db, listId, timeZone))
}

// By quarters of an hour first: those are far fewer instants to put into the time zone than messages. Zones differ by such quarters.
async function countedMonths(db: DbOrTx, listId: number, timeZone: string): Promise<Month[]> {
  const { rows } = await db.raw<{ rows: Month[] }>(
    `with quarters as (
       select date_bin('15 minutes', dated_at, 'epoch') as quarter, thread_id, count(*) as messages
         from postings where list_id = ? and state = 'shown' group by 1, 2),
     threads as (
       select date_trunc('month', quarter at time zone ?) as month, thread_id, sum(messages)::bigint as messages
         from quarters group by 1, 2)
     select to_char(month, 'YYYY-MM') as month, sum(messages)::bigint as messages, count(*) as threads
       from threads group by 1 order by 1 desc`,
    [listId, timeZone],
  )
  return rows
}
