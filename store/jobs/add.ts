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

/** The part of a statement that adds a job for each row of `given`, which has a column `payload` of type json. */
export const addJobsSql = (name: JobName, given: string): string =>
  `select graphile_worker.add_job('${name}', payload, max_attempts => ${MAX_ATTEMPTS}) from ${given}`
