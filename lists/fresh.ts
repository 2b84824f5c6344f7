// What was just taken in, for the job that sees to it in this same process a moment later: it needn't be read again.
// A job that finds nothing here (another process took it, it is tried again, much came at once) reads it from its tables.
import { LRUCache } from 'lru-cache'
import type { Arrival } from './arrivals.ts'
import type { Post } from './posts.ts'

/** An arrival and its posts as they were written, and its bytes where they are in memory. */
export interface FreshArrival {
  readonly arrival: Arrival
  readonly posts: readonly Post[]
  readonly bytes: Buffer | undefined
}

export interface Fresh {
  put(fresh: FreshArrival): void
  /** Gives it once: later the arrival may have changed. */
  take(id: number): FreshArrival | undefined
}

const KEPT_BYTES = 4 * 1024 * 1024
const ENTRY_BYTES = 2048 // what any takes besides
/** Longer than a burst may keep a job waiting; what another process did, and asked for again, is no longer here. */
const FRESH_MS = 15_000
/** Jobs that came before what they are about: by then that is no longer fresh. */
const LATE_KEPT = 1_000

export function openFresh(): Fresh {
  const kept = new LRUCache<number, FreshArrival>({
    maxSize: KEPT_BYTES,
    ttl: FRESH_MS,
    sizeCalculation: ({ bytes }) => ENTRY_BYTES + (bytes?.length ?? 0),
  })
  const late = new LRUCache<number, true>({ max: LATE_KEPT })
  return {
    put(fresh) {
      if (!late.delete(fresh.arrival.id)) kept.set(fresh.arrival.id, fresh)
    },
    take(id) {
      const fresh = kept.get(id)
      if (fresh === undefined) late.set(id, true)
      kept.delete(id)
      return fresh
    },
  }
}
