// How far ahead to claim: about what was sent in the last second, so that what waits inside the process can still be
// cancelled a moment ago, and a slow relay is not handed the whole queue.

/** Rows to hold at first, before anything is known. */
export const FIRST_AHEAD = 500
/** Enough to keep the connections busy, and no more than memory takes lightly. */
export const FEWEST_AHEAD = 100
export const MOST_AHEAD = 2_000
const MEASURE_MS = 200
const REST_MS = 1_000

export interface Pace {
  /** Rows that may wait now; `done` is how many ended since the start, `waiting` how many wait. */
  ahead(now: { readonly ms: number; readonly done: number; readonly waiting: number }): number
}

/** Measures the speed of sending over spans of at least 200 ms; forgets it after a rest. */
export function openPace(): Pace {
  let sinceMs = 0
  let sinceDone = 0
  let ahead = FIRST_AHEAD
  return {
    ahead({ ms, done, waiting }) {
      const elapsedMs = ms - sinceMs
      if (elapsedMs < MEASURE_MS) return ahead
      const aSecond = ((done - sinceDone) / elapsedMs) * 1_000
      const rested = waiting === 0 && elapsedMs > REST_MS
      ahead = rested ? FIRST_AHEAD : Math.round(Math.min(MOST_AHEAD, Math.max(FEWEST_AHEAD, aSecond)))
      sinceMs = ms
      sinceDone = done
      return ahead
    },
  }
}
