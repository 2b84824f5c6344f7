// A list's archive by month.

import { LRUCache } from 'lru-cache'
import type { DbOrTx } from '#store/database.ts'

/** How much a list wrote in one month of its own time zone. */
export interface Month {
  readonly month: string // '2026-11'
  readonly messages: number
  readonly threads: number
}

/** A list of so many messages is not counted again at every page: what it said stands for a while. */
const LARGE_LIST = 5_000 // messages
const STANDS_MS = 60_000
const MAX_KEPT = 500 // lists

const kept = new WeakMap<object, LRUCache<string, readonly Month[]>>()

/** Whether this is a month of an address, '2026-11'. */
export function isMonth(month: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && isYear(month.slice(0, 4))
}

/** Whether this is a year of an address, '2026'; PostgreSQL knows no year 0. */
export function isYear(year: string): boolean {
  return /^\d{4}$/.test(year) && year !== '0000'
}

/** The months in which a list wrote, newest first; those of a large list may be a minute old. */
export async function monthsOf(db: DbOrTx, listId: number, timeZone: string): Promise<readonly Month[]> {
  const counted = kept.get(db) ?? new LRUCache<string, readonly Month[]>({ max: MAX_KEPT, ttl: STANDS_MS })
  kept.set(db, counted)
  const name = `${listId} ${timeZone}`
  const known = counted.get(name)
  if (known !== undefined) return known
  const months = await countedMonths(db, listId, timeZone)
  if (months.reduce((sum, month) => sum + month.messages, 0) >= LARGE_LIST) counted.set(name, months)
  return months
}

// By hour first: that is far fewer instants to put into the time zone than messages. Zones differ by quarters of an hour.
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
