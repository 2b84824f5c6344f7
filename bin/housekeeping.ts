// Once a day: what is past its time goes, as the settings say. Safe to run at any time, any number of times.

import { tellOwners } from '#lists/bounces/tell-owners.ts'
import { forgetOld } from '#lists/retention.ts'
import { clearOutbox } from '#mta/out/outbox.ts'
import { rollTotals } from '#mta/out/totals.ts'
import { startPublished } from '#mta/records/publication.ts'
import type { Db } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import type { Ground } from './ground.ts'

const dayMs = 24 * 3600 * 1000

/** Makes sure that the next run is planned, once. */
export async function scheduleHousekeeping(db: Db): Promise<void> {
  await addJob(db, 'housekeeping', {}, { key: 'housekeeping', runAt: new Date(Date.now() + dayMs) })
}

/** Forgets what retention says, sweeps bytes that nothing names, lets keys sign whose records were published. */
export async function housekeeping(ground: Ground): Promise<void> {
  const { db, blobs, settings, resolver, log } = ground
  const { retention } = settings
  const ago = (days: number) => new Date(Date.now() - days * dayMs)
  await tellOwners(ground)
  await rollTotals(db, ago(retention.deliveryDays))
  await clearOutbox(db, ago(retention.outboxDays))
  await forgetOld(db, retention)
  const swept = await blobs.sweep(db, ago(1))
  for (const { domain, selector } of await startPublished(db, resolver))
    log.info({ domain, selector }, 'the record of a key was seen: it signs from now on')
  log.info({ swept }, 'housekeeping done')
  await scheduleHousekeeping(db)
}
