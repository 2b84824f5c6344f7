// Newest first is how people look at results, so that the index is asked about the newest months first: a common word
// has a page of hits there, and of the whole archive only what is rare is ever read.
import type { Db } from '#store/database.ts'
import { monthOf } from './months.ts'

/** Months counted from year 0, in UTC; `until` is excluded. */
export interface Window {
  readonly from: number
  readonly until: number
}

export const EVER: Window = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** The first window has at least so many messages, the second so many more … the last all others. */
const MESSAGES = [2_000, 8_000, 32_000]
/** Where windows begin is a matter of speed only. */
const KEPT_MS = 60_000

export interface Windows {
  /** Newest first; together they are ever. */
  all(db: Db): Promise<readonly Window[]>
}

export function openWindows(now: () => number = Date.now): Windows {
  let kept: Promise<readonly Window[]> | undefined
  let keptUntil = 0
  return {
    all(db) {
      if (kept === undefined || now() > keptUntil) {
        kept = windows(db)
        kept.catch(() => {
          kept = undefined
        })
        keptUntil = now() + KEPT_MS
      }
      return kept
    },
  }
}

async function windows(db: Db): Promise<readonly Window[]> {
  const offsets = MESSAGES.map((_, at) => MESSAGES.slice(0, at + 1).reduce((sum, most) => sum + most))
  const { rows } = await db.raw<{ rows: { dated_at: Date }[] }>(
    `select d.dated_at from unnest(?::int[]) with ordinality o(skipped, n) cross join lateral (
       select dated_at from search_entries order by dated_at desc offset o.skipped limit 1) d order by o.n`,
    [offsets],
  )
  const months = [...new Set(rows.map((row) => monthOf(row.dated_at)))]
  const begins = [...months, Number.NEGATIVE_INFINITY]
  return begins.map((from, at) => ({ from, until: begins[at - 1] ?? Number.POSITIVE_INFINITY }))
}
