// The job 'arrivals': sees to everything that accepted transactions ask for. Safe to run any number of times.
import { arrivalById, finishArrival, openErrands } from './arrivals.ts'
import { runErrand } from './errands/table.ts'
import { openOriginal } from './original.ts'
import { seeToPosts } from './post.ts'
import { postsOf } from './posts.ts'
import type { Site } from './site.ts'

/** Handles an arrival's posts, then its errands, then marks it done; what fails keeps none of the others waiting. */
export async function seeToArrival(site: Site, id: number): Promise<void> {
  const fresh = site.fresh.take(id)
  const arrival = fresh?.arrival ?? (await arrivalById(site.db, id))
  if (!arrival) return
  await site.intake.calm(arrival.receivedAt)
  const original = await openOriginal(site.db, site.blobs, arrival, fresh?.bytes)
  const posts = fresh?.posts ?? (await postsOf(site.db, id))
  const errands = arrival.openErrands === 0 ? [] : await openErrands(site.db, id)
  await eachInTurn([
    () => seeToPosts(site, { arrival, original }, posts),
    ...errands.map((errand) => () => runErrand(site, { errand, arrival, original })),
  ])
  if (arrival.openErrands > 0) await finishArrival(site.db, id)
}

/** Sees to arrivals one after the other; what fails keeps none of the others waiting, and fails the job. */
export function seeToArrivals(site: Site, ids: readonly number[]): Promise<void> {
  return eachInTurn(ids.map((id) => () => seeToArrival(site, id)))
}

/** Does all of them; what some threw is thrown at the end. */
async function eachInTurn(acts: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const act of acts) await act().catch((error) => errors.push(error))
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} of ${acts.length} failed`)
}
