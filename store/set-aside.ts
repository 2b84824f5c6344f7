import type { Db } from './database.ts'
import { addJob } from './jobs/add.ts'

/** Work that failed for good, kept for a person to see. */
export interface SetAside {
  readonly id: number
  readonly job: string
  readonly payload: unknown
  /** The last error, with its stack. */
  readonly error: string
  readonly tries: number
  readonly createdAt: Date
}

/** What is set aside and not yet taken up again, newest first. */
export async function listSetAside(db: Db, limit = 100): Promise<SetAside[]> {
  const { rows } = await db.raw<{ rows: SetAside[] }>(
    `select id, job, payload, error, tries, created_at as "createdAt" from set_aside
      where resolved_at is null order by created_at desc, id desc limit ?`,
    [limit],
  )
  return rows
}

/** Puts one back in the queue with all its attempts; false when it is not there or was put back already. */
export async function retrySetAside(db: Db, id: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.raw<{ rows: { job: string; payload: object }[] }>(
      'update set_aside set resolved_at = now() where id = ? and resolved_at is null returning job, payload',
      [id],
    )
    const [found] = rows
    if (found) await addJob(tx, found.job, found.payload)
    return found !== undefined
  })
}

/** Moves jobs without attempts left out of the queue, in one statement. */
export async function setAsideSpent(db: Db): Promise<{ id: number; job: string }[]> {
  const { rows } = await db.raw<{ rows: { id: number; job: string }[] }>(
    `with spent as (
       select id, task_identifier from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
     ), taken as (
       select * from graphile_worker.complete_jobs(array(select id from spent))
     )
     insert into set_aside (job, payload, error, tries)
     select task_identifier, payload, coalesce(last_error, 'It ended Relais itself each time it was tried.'), attempts
       from taken join spent using (id)
     returning id, job`,
  )
  return rows
}
