// Bursts are taken in first: while many senders wait for their 250 at once, work on what was taken waits, for a while.
import { setTimeout as wait } from 'node:timers/promises'

export interface Intake {
  /** Counts a mail being taken while `take` runs. */
  taking<T>(take: () => Promise<T>): Promise<T>
  /** Resolves when few are being taken, or when waiting longer would keep something of this moment waiting too long. */
  calm(since: Date): Promise<void>
}

/** So many mails at once are a burst; a few senders one after the other are not. */
const burst = 4
/** Between two mails of a busy session nobody waits: a burst is over after this long without one. */
const lullMs = 50
/** What was taken in is not made to wait longer than this. */
const longestMs = 10_000

/** The intake of one process. */
export function openIntake(): Intake {
  let taking = 0
  let busyAt = Number.NEGATIVE_INFINITY
  const isBusy = () => taking >= burst || performance.now() - busyAt < lullMs
  return {
    async taking(take) {
      taking++
      if (taking >= burst) busyAt = performance.now()
      try {
        return await take()
      } finally {
        if (taking >= burst) busyAt = performance.now()
        taking--
      }
    },
    async calm(since) {
      while (isBusy() && Date.now() - since.getTime() < longestMs) await wait(lullMs)
    },
  }
}
