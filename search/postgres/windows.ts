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

/** How far back one may look: from that month on there are at least so many messages. */
export interface Step {
  readonly from: number
  readonly messages: number
}

/** To the beginning. */
const LAST: Step = { from: EVER.from, messages: Number.POSITIVE_INFINITY }
/** Of the first steps. */
const STEPS = [2_000, 10_000, 40_000]
/** Where steps end is a matter of speed only. */
const KEPT_MS = 60_000
/** Matches are not spread evenly. */
const MARGIN = 1.5

export interface Windows {
  /** Nearest first; the last goes back to the beginning. */
  steps(db: Db): Promise<readonly Step[]>
}

/** For what no index narrows. */
export const AT_ONCE: readonly Step[] = [LAST]

export function openWindows(messages: readonly number[] = STEPS, now: () => number = Date.now): Windows {
  let kept: Promise<readonly Step[]> | undefined
  let keptUntil = 0
  return {
    steps(db) {
      if (kept === undefined || now() > keptUntil) {
        kept = stepsOf(db, messages)
        kept.catch(() => {
          kept = undefined
        })
        keptUntil = now() + KEPT_MS
      }
      return kept
    },
  }
}

/**
 * Where to look when in this step there are so many matches and so many are wanted: there if that will do, else the
 * nearest that may do.
 */
export function nextStep(steps: readonly Step[], at: number, matches: number, wanted: number): number {
  if (matches >= wanted) return at
  const messages = ((steps[at]?.messages ?? 0) / matches) * wanted * MARGIN
  const next = steps.findIndex((step, n) => n > at && step.messages >= messages)
  return next === -1 ? steps.length - 1 : next
}

async function stepsOf(db: Db, most: readonly number[]): Promise<readonly Step[]> {
  const { rows } = await db.raw<{ rows: { messages: number; dated_at: Date }[] }>(
    `select o.messages, d.dated_at from unnest(?::int[]) o(messages) cross join lateral (
       select dated_at from search_entries order by dated_at desc offset o.messages limit 1) d order by o.messages`,
    [[...most]],
  )
  const steps = rows.map(({ messages, dated_at }) => ({ messages, from: monthOf(dated_at) }))
  // Where a month has thousands, the further of two that end in it goes.
  return [...steps.filter(({ from }, at) => steps[at - 1]?.from !== from), LAST]
}
