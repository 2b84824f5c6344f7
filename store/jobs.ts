// Work to do later, added in the transaction of the rows it is about. A job may run twice: it must change nothing then.

import type { Database } from './database.ts'
import type { JobName } from './jobs/add.ts'
import { recoverJobs } from './jobs/recovery.ts'
import type { Task } from './jobs/runner.ts'
import type { Log } from './log.ts'

export { addJob, addJobsSql, type JobName, type JobOptions } from './jobs/add.ts'
export type { Task, Tries } from './jobs/runner.ts'

/** What does the jobs in this process. */
export interface Worker {
  readonly id: string
  /** Waits for the jobs in hand; those that take too long are told to stop, and done again later. */
  stop(): Promise<void>
}

/** How often workers that died are looked for. */
const RECOVERY_MS = 10_000
/** How soon after a start they are looked for again. */
const SOON_AFTER_MS = [500, 1_500]
/** How soon after its last attempt a job is set aside; were it missed, the next recovery does it. */
const SET_ASIDE_MS = 250

/** Starts doing the jobs of these names, and watching for workers that died. */
export async function startWorker(
  database: Database,
  tasks: Readonly<Record<JobName, Task>>,
  options: { readonly concurrency: number; readonly log: Log },
): Promise<Worker> {
  const { startRunner } = await import('./jobs/runner.ts') // commands that only add jobs do without it
  const { log } = options
  let looking = Promise.resolve()
  const recover = () => {
    looking = recoverJobs(database.db, log).catch((err) =>
      log.warn({ err }, 'Jobs could not be looked after'),
    )
    return looking
  }
  await recover()
  // A worker killed just before this start may still hold its lease for a moment: PostgreSQL has to notice.
  const again = SOON_AFTER_MS.map((ms) => setTimeout(recover, ms))
  let soon: NodeJS.Timeout | undefined
  const onLastFailure = () => {
    clearTimeout(soon)
    soon = setTimeout(recover, SET_ASIDE_MS)
  }
  const runner = await startRunner(database, tasks, { ...options, onLastFailure, onNewId: recover })
  const timer = setInterval(recover, RECOVERY_MS)
  return {
    get id() {
      return runner.id
    },
    stop: async () => {
      clearInterval(timer)
      for (const one of again) clearTimeout(one)
      await runner.stop()
      clearTimeout(soon)
      await looking
    },
  }
}
