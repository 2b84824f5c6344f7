// What a crash or a bug leaves behind in the queue. A killed worker's jobs would stay locked for four hours; a job
// without attempts left would stay unseen. Both are read from the queue itself, so that no crash hides one.
import type { Db } from '../database.ts'
import { deadLeases } from '../leases.ts'
import type { Log } from '../log.ts'
import { setAsideSpent } from '../set-aside.ts'

/** Gives back the jobs of workers that died, and sets aside those that have failed for good. */
export async function recoverJobs(db: Db, log: Log): Promise<void> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    'select distinct locked_by as id from graphile_worker.jobs where locked_by is not null',
  )
  const dead = await deadLeases(
    db,
    rows.map(({ id }) => id),
  )
  if (dead.length > 0) {
    await db.raw('select graphile_worker.force_unlock_workers(?::text[])', [dead])
    log.warn({ workers: dead.length }, 'Workers died with jobs in hand: the jobs are taken up again')
  }
  for (const job of await setAsideSpent(db)) {
    log.error(job, 'A job has failed for good and is set aside: see `relais queue list`')
  }
}
