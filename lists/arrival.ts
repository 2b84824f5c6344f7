// The job 'arrival': sees to everything one accepted transaction asks for. Safe to run any number of times.
import type { Arrival, Errand } from './arrivals.ts'
import { arrivalById, finishArrival, openErrands } from './arrivals.ts'
import { runErrand } from './errands/table.ts'
import { openOriginal } from './original.ts'
import { seeToPosts } from './post.ts'
import type { Site } from './site.ts'

/** Handles an arrival's posts, then its errands, then marks it done. */
export async function seeToArrival(site: Site, id: number): Promise<void> {
  const arrival: Arrival | undefined = await arrivalById(site.db, id)
  if (!arrival) return
  const original = await openOriginal(site.db, site.blobs, arrival)
  await seeToPosts(site, arrival, original.header)
  const errands: Errand[] = await openErrands(site.db, id)
  for (const errand of errands) await runErrand(site, { errand, arrival, original })
  await finishArrival(site.db, id)
}
