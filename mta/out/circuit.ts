// What is known of a destination (the relay, or a recipient domain) that refused connections or dropped them.
// Ten thousand deliveries to a host that is down make one connection attempt at each step, not ten thousand.
import { JITTER, stepOf } from './backoff.ts'

/** Times are milliseconds of the same clock as `nowMs`. */
export interface Circuit {
  readonly failures: number // in a row
  readonly openUntilMs: number // no new connection before
  readonly reason: string
}

export const CLOSED: Circuit = { failures: 0, openUntilMs: 0, reason: '' }

/** A relay is ours and one restart away: it is asked again soon. */
export const RELAY_PAUSES_MS = [2_000, 10_000, 60_000, 300_000]
/** A stranger's host gets the pauses of RFC 5321 §4.5.4.1. */
export const DOMAIN_PAUSES_MS = [60_000, 300_000, 900_000, 1_800_000, 3_600_000]

/** After a failure; those of connections that were opened together count once. */
export function failed(
  circuit: Circuit,
  failure: {
    readonly nowMs: number
    readonly pausesMs: readonly number[]
    readonly random: number
    readonly reason: string
  },
): Circuit {
  if (failure.nowMs < circuit.openUntilMs) return { ...circuit, reason: failure.reason }
  const failures = circuit.failures + 1
  const pauseMs = stepOf(failure.pausesMs, failures) * (1 + JITTER * failure.random)
  return { failures, openUntilMs: failure.nowMs + Math.round(pauseMs), reason: failure.reason }
}

/** closed: connect freely; half-open: one connection may try; open: none. */
export function positionOf(circuit: Circuit, nowMs: number): 'closed' | 'half-open' | 'open' {
  if (circuit.failures === 0) return 'closed'
  return nowMs < circuit.openUntilMs ? 'open' : 'half-open'
}
