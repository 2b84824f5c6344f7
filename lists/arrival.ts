// The job 'arrivals': sees to everything that accepted transactions ask for. Safe to run any number of times.
import { arrivalById, finishArrival, openErrands } from './arrivals.ts'
import { runErrand } from './errands/table.ts'
import { openOriginal } from './original.ts'
import { seeToPosts } from './post.ts'
import { postsOf } from './posts.ts'
import type { Site } from './site.ts'

/** Handles an arrival's posts, then its errands, then marks it done. */
export async function seeToArrival(site: Site, id: number): Promise<void> {
  const fresh = site.fresh.take(id)
  const arrival = fresh?.arrival ?? (await arrivalById(site.db, id))
  if (!arrival) return
  await site.intake.calm(arrival.receivedAt)
  const original = await openOriginal(site.db, site.blobs, arrival, fresh?.bytes)
  const posts = fresh?.posts ?? (await postsOf(site.db, id))
  await seeToPosts(site, { arrival, original }, posts)
  if (arrival.openErrands === 0) return
  for (const errand of await openErrands(site.db, id)) await runErrand(site, { errand, arrival, original })
  await finishArrival(site.db, id)
}

/** Sees to arrivals one after the other; what fails keeps none of the others waiting, and fails the job. */
export async function seeToArrivals(site: Site, ids: readonly number[]): Promise<void> {
  const errors: unknown[] = []
  for (const id of ids) await seeToArrival(site, id).catch((error) => errors.push(error))
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} of ${ids.length} arrivals failed`)
}
