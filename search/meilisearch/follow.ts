// Keeps Meilisearch current: while it is away nothing is lost, only later; when its index is missing or of another
// shape it is made anew.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#store/log.ts'
import { SearchAway } from '../away.ts'
import { beginMirror, emptyMirror, mirrorOf, noteTrouble } from './mirror.ts'
import { type Rebuilding, RebuildUnderWay, rebuild } from './rebuild.ts'
import { isThere } from './server.ts'
import { ensureSettings } from './settings.ts'
import { tell } from './told.ts'

export interface Follower {
  /** What is in hand is given up, and done again at the next start. */
  stop(): Promise<void>
}

export interface FollowOptions {
  readonly idleMs?: number
  readonly firstRetryMs?: number
}

const IDLE_MS = 1_000
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
/** How often the log says how far an index is that is being made. */
const TOLD_EVERY_MS = 10_000

/** Begins to follow, and goes on until it is stopped. */
export function follow(
  rebuilding: Omit<Rebuilding, 'signal'>,
  log: Log,
  { idleMs = IDLE_MS, firstRetryMs = FIRST_RETRY_MS }: FollowOptions = {},
): Follower {
  const stopping = new AbortController()
  const signal = stopping.signal
  const following = { ...rebuilding, signal }
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined)

  const run = async () => {
    let failures = 0
    let checked: 'checked' | 'not yet' = 'not yet'
    while (!signal.aborted) {
      try {
        if (checked === 'not yet') await makeReady(following, log)
        checked = 'checked'
        const told = await tell(following)
        if (failures > 0) log.info('Meilisearch is told again')
        if (failures > 0) await noteTrouble(following.db, undefined)
        failures = 0
        if (told === 0) await pause(idleMs)
      } catch (error) {
        if (signal.aborted) break
        checked = 'not yet' // it may come back without its index
        failures++
        await trouble(following, error, failures, log)
        await pause(Math.min(firstRetryMs * 2 ** (failures - 1), LONGEST_RETRY_MS))
      }
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** There is an index, set up as it should be and with all that the archive has, or one is made. */
async function makeReady(following: Rebuilding, log: Log): Promise<void> {
  const { db, server, index, shape, signal } = following
  await beginMirror(db, shape)
  const mirror = await mirrorOf(db)
  if (mirror?.state === 'ready' && (await isThere(server, index)) === 'there') {
    await ensureSettings(server, index, signal)
    return
  }
  await emptyMirror(db)
  log.info('The index of Meilisearch is made anew')
  let toldAt = performance.now()
  const onProgress = (sent: number) => {
    if (performance.now() - toldAt < TOLD_EVERY_MS) return
    toldAt = performance.now()
    log.info({ sent }, 'The index of Meilisearch is being made')
  }
  const messages = await rebuild({ ...following, onProgress })
  log.info({ messages }, 'The index of Meilisearch is ready')
}

async function trouble(following: Rebuilding, error: unknown, failures: number, log: Log): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof RebuildUnderWay) return
  if (!(error instanceof SearchAway)) log.error({ err: error }, 'Meilisearch could not be told')
  else if (failures === 1) log.warn({ reason }, 'Meilisearch is away: what is new is kept for it')
  // PostgreSQL itself may be what is gone; the next round tells.
  await noteTrouble(following.db, reason).catch(() => undefined)
}
