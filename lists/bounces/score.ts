// When an address is asked whether our mail arrives, and when it is paused. Pure: time is given.
import type { BounceClass } from '#mta/message/bounce-class.ts'

/** What a bounce adds. A full mailbox empties, an unclear one may be anything; what isn't here adds nothing. */
export const WEIGHTS: Readonly<Partial<Record<BounceClass, number>>> = {
  'no-mailbox': 1,
  unclear: 0.25,
  'mailbox-full': 0.2,
}

const HALF_LIFE_DAYS = 60
/** Three refusals in one week or in three, four when a month lies between them; a mailbox that is full for two weeks. */
export const THRESHOLD = 2.5
/** Somebody who was asked has that long to answer before the next bounce counts against them. */
export const ANSWER_DAYS = 3
/** Nothing having come back for so long, the question is forgotten, and asked anew when need be. */
const PROBE_DAYS = 30
const DAY_MS = 24 * 3600 * 1000

/** What is known of an address, at a moment. */
export interface Health {
  readonly receives: boolean
  readonly score: number
  readonly scoreAt: Date | null
  readonly probedAt: Date | null
}

/** A score as it is now: it halves every 60 days. */
export function scoreNow({ score, scoreAt }: Pick<Health, 'score' | 'scoreAt'>, now: Date): number {
  if (scoreAt === null) return score
  const days = Math.max(0, now.getTime() - scoreAt.getTime()) / DAY_MS
  return score * 0.5 ** (days / HALF_LIFE_DAYS)
}

/** What a bounce adds when others of that day have already: the gravest of a day counts, once. */
export function addedBy(bounce: BounceClass, countedToday: number): number {
  return Math.max(0, (WEIGHTS[bounce] ?? 0) - countedToday)
}

/** What is to be done about an address whose bounce has just been counted; `score` is with it. */
export function nextStep(
  { receives, probedAt }: Pick<Health, 'receives' | 'probedAt'>,
  score: number,
  now: Date,
): 'nothing' | 'probe' | 'pause' {
  if (!receives || score < THRESHOLD) return 'nothing'
  const days = probedAt === null ? undefined : (now.getTime() - probedAt.getTime()) / DAY_MS
  if (days === undefined || days > PROBE_DAYS) return 'probe'
  return days >= ANSWER_DAYS ? 'pause' : 'nothing'
}
