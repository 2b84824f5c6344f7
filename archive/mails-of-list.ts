// The mails of a thread, a month or a year as they were received, one after the other, however many.

import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import type { MailToWrite } from './export/mbox.ts'
import { isMonth, isYear } from './months.ts'

/** Which mails of a list: a thread's, or those of a month ('2026-11') or year ('2026') of the time zone. */
export type Stretch = { readonly threadId: number } | { readonly period: string; readonly timeZone: string }

const A_ROUND = 100 // rows read at once

interface Row {
  readonly id: number
  readonly raw: Buffer
  readonly datedAt: Date
  /** As PostgreSQL counts: a Date holds no microseconds, and would find the same mail again. */
  readonly after: string
}

/** The mails of that stretch, oldest first, read as they are taken. */
export async function* mailsOf(
  db: DbOrTx,
  blobs: Blobs,
  listId: number,
  stretch: Stretch,
): AsyncGenerator<MailToWrite> {
  const within = boundsOf(stretch)
  let after = '-infinity'
  let id = 0
  for (;;) {
    const { rows } = await db.raw<{ rows: Row[] }>(
      `select m.id, m.raw, p.dated_at as "datedAt", p.dated_at::text as after
         from postings p join messages m on m.id = p.message_id
        where p.list_id = ? and p.state = 'shown' and ${within.sql}
          and p.dated_at >= ?::timestamptz and (p.dated_at, p.message_id) > (?::timestamptz, ?::bigint)
        order by p.dated_at, p.message_id limit ?`,
      [listId, ...within.bindings, after, after, id, A_ROUND],
    )
    for (const { raw, datedAt } of rows) yield { bytes: opened(db, blobs, raw), date: datedAt }
    const last = rows.at(-1)
    if (last === undefined || rows.length < A_ROUND) return
    after = last.after
    id = last.id
  }
}

// Not before it is its turn.
async function* opened(db: DbOrTx, blobs: Blobs, raw: Buffer): AsyncGenerator<Buffer> {
  yield* await blobs.open(db, raw)
}

function boundsOf(stretch: Stretch): { sql: string; bindings: (string | number)[] } {
  if ('threadId' in stretch) return { sql: 'p.thread_id = ?', bindings: [stretch.threadId] }
  const { period, timeZone } = stretch
  if (!isMonth(period) && !isYear(period)) throw new Error(`${period} is neither a month nor a year`)
  const first = isYear(period) ? `${period}-01-01` : `${period}-01`
  const length = isYear(period) ? '1 year' : '1 month'
  return {
    sql: `p.dated_at >= ?::timestamp at time zone ? and p.dated_at < (?::timestamp + ?::interval) at time zone ?`,
    bindings: [first, timeZone, first, length, timeZone],
  }
}
