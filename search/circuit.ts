// When to leave an engine alone that doesn't answer, and when to look whether it does again. A pure function of time.

/** `closed`: it is asked; `open`: it isn't, until somebody has looked and found it well. */
export interface Circuit {
  readonly state: 'closed' | 'open'
  /** Slow answers in a row. */
  readonly slow: number
  /** Looks that found it away, since it is. */
  readonly looks: number
  /** When to look next, in milliseconds. */
  readonly lookAt: number
}

export const CLOSED: Circuit = { state: 'closed', slow: 0, looks: 0, lookAt: 0 }

/** One slow answer may be one hard question. */
const SLOW_IN_A_ROW = 2
const FIRST_LOOK_MS = 1_000
const LONGEST_LOOK_MS = 30_000

export const answered = (circuit: Circuit): Circuit => (circuit.slow === 0 ? circuit : CLOSED)

/** It failed to answer a question. */
export function failed(circuit: Circuit, how: 'slow' | 'away', nowMs: number): Circuit {
  const slow = how === 'slow' ? circuit.slow + 1 : 0
  if (how === 'slow' && slow < SLOW_IN_A_ROW) return { ...circuit, slow }
  return { state: 'open', slow: 0, looks: 0, lookAt: nowMs + FIRST_LOOK_MS }
}

/** Somebody looked and found it away still. */
export function stillAway(circuit: Circuit, nowMs: number): Circuit {
  const looks = circuit.looks + 1
  return { ...circuit, looks, lookAt: nowMs + Math.min(FIRST_LOOK_MS * 2 ** looks, LONGEST_LOOK_MS) }
}

/** Whether it is time to look. */
export const isLookDue = (circuit: Circuit, nowMs: number): boolean =>
  circuit.state === 'open' && nowMs >= circuit.lookAt
