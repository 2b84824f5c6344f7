// The job 'moderation': writes to moderators, carries out decisions, makes the rounds. Safe to run any number of times.
import type { Site } from '../site.ts'
import { carryOutRequest } from './effect.ts'
import { heldOf } from './held.ts'
import { tellModerators } from './notice.ts'
import { makeRounds } from './rounds.ts'

/** Does what its payload says. */
export async function moderationJob(site: Site, payload: unknown): Promise<void> {
  const asked = payload as {
    readonly announce?: unknown
    readonly effect?: unknown
    readonly rounds?: unknown
  }
  const announced = heldOf(asked.announce)
  const settled = heldOf(asked.effect)
  if (announced !== undefined) await tellModerators(site, announced)
  if (settled !== undefined && 'join' in settled) await carryOutRequest(site, settled.join)
  if (asked.rounds !== undefined) await makeRounds(site)
}
