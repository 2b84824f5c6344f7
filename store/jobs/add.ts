import type { DbOrTx } from '../database.ts'

export type JobName = string

export interface JobOptions {
  /** A job with the same key that has not started yet is replaced. */
  readonly key?: string
  /** Jobs of one queue are done one after the other. */
  readonly queue?: string
  readonly runAt?: Date
  readonly maxAttempts?: number
}

/** Waits of e¹ to e¹⁰ seconds, then of six hours: a day and a half in all. */
const MAX_ATTEMPTS = 14
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
