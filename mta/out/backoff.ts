// When to try again. RFC 5321 §4.5.4.1 asks for at least 30 minutes "in general" but for more frequent
// tries at first; greylisting (RFC 6647 §5) ends within minutes, so the first steps are short.
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Waiting time after the first, second, third… failed try; the last one repeats. */
export const RETRY_AFTER_MS = [
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
]

/** Up to this share is added to each waiting time, so that what failed together is not retried together. */
export const JITTER = 0.2

/** How long until the next try of a delivery that has just failed for now, or that it is given up. */
export function nextTry(delivery: {
  readonly tries: number // failed tries, this one included: 1…
  readonly ageMs: number // since it was queued
  readonly giveUpDays: number
  readonly random: number // 0 ≤ random < 1
}): { readonly delayMs: number } | 'given-up' {
  const leftMs = delivery.giveUpDays * DAY_MS - delivery.ageMs
  if (leftMs <= 0) return 'given-up'
  const wanted = stepOf(RETRY_AFTER_MS, delivery.tries) * (1 + JITTER * delivery.random)
  // The last try is made at the very end rather than skipped.
  return { delayMs: Math.round(Math.min(wanted, leftMs)) }
}

/** The step of a schedule for the n-th failure (1…); the last step repeats. */
export function stepOf(scheduleMs: readonly number[], failures: number): number {
  const index = Math.min(Math.max(failures, 1), scheduleMs.length) - 1
  return scheduleMs[index] ?? HOUR_MS
}
