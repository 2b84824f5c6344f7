// Work to do later, added in the transaction of the rows it is about. A job may run twice: it must change nothing then.

import type { Database, Db, DbOrTx } from './database.ts'
import { recoverJobs } from './jobs/recovery.ts'
import { startRunner } from './jobs/runner.ts'
import type { Log } from './log.ts'

export type JobName = string

/** Does one job; throwing means to try again later. */
export type Task = (
  payload: unknown,
  context: { readonly db: Db; readonly signal: AbortSignal },
) => Promise<void>

export interface JobOptions {
  /** A job with the same key that has not started yet is replaced. */
  readonly key?: string
  /** Jobs of one queue are done one after the other. */
  readonly queue?: string
  readonly runAt?: Date
  readonly maxAttempts?: number
}

/** What does the jobs in this process. */
export interface Worker {
  readonly id: string
  /** Waits for the jobs in hand; those that take too long are told to stop, and done again later. */
  stop(): Promise<void>
}

/** Waits of e¹ to e¹⁰ seconds, then of six hours: a day and a half in all. */
const MAX_ATTEMPTS = 14
/** How often workers that died are looked for. */
const RECOVERY_MS = 10_000
/** How soon after its last attempt a job is set aside; were it missed, the next recovery does it. */
const SET_ASIDE_MS = 250

/** Adds a job; it starts when the transaction is committed. */
export async function addJob(
  tx: DbOrTx,
  name: JobName,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await tx.raw(
    `select from graphile_worker.add_job(?, ?::json,
       job_key => ?::text, queue_name => ?::text, run_at => ?::timestamptz, max_attempts => ?::int)`,
    [
      name,
      JSON.stringify(payload),
      options.key ?? null,
      options.queue ?? null,
      options.runAt ?? null,
      options.maxAttempts ?? MAX_ATTEMPTS,
    ],
  )
}

/** Adds one job for each payload, in one statement. */
export async function addJobs(tx: DbOrTx, name: JobName, payloads: readonly object[]): Promise<void> {
  await tx.raw(
    `select from unnest(?::text[]) as wanted(payload),
       lateral graphile_worker.add_job(?, wanted.payload::json, max_attempts => ?::int)`,
    [payloads.map((payload) => JSON.stringify(payload)), name, MAX_ATTEMPTS],
  )
}

/** Starts doing the jobs of these names, and watching for workers that died. */
export async function startWorker(
  database: Database,
  tasks: Readonly<Record<JobName, Task>>,
  options: { readonly concurrency: number; readonly log: Log },
): Promise<Worker> {
  const { log } = options
  const recover = () =>
    recoverJobs(database.db, log).catch((err) => log.warn({ err }, 'Jobs could not be looked after'))
  await recover()
  let soon: NodeJS.Timeout | undefined
  const onLastFailure = () => {
    clearTimeout(soon)
    soon = setTimeout(recover, SET_ASIDE_MS)
  }
  const runner = await startRunner(database, tasks, { ...options, onLastFailure })
  const timer = setInterval(recover, RECOVERY_MS)
  return {
    get id() {
      return runner.id
    },
    stop: async () => {
      clearInterval(timer)
      await runner.stop()
      clearTimeout(soon)
    },
  }
}
