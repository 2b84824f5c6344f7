// What waits for a moderator: a message, or somebody who asks to join. What differs between the two is asked here.
import type { DbOrTx, Tx } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import { seeToAgain } from '../arrivals.ts'
import { type Decision, postById } from '../posts.ts'
import {
  announcePost,
  type DecisionMade,
  decidePost,
  decisionOn,
  passOnPost,
  undecidePost,
} from './held-posts.ts'
import {
  announceRequest,
  decideRequest,
  decisionOnRequest,
  passOnRequest,
  requestById,
  undecideRequest,
} from './join-requests.ts'

export type { Decision, DecisionMade }

export type Held = { readonly post: number } | { readonly join: number }

/** One as it is kept in a token or a job; undefined when it is none. */
export function heldOf(kept: unknown): Held | undefined {
  const { post, join } = (kept ?? {}) as { readonly post?: unknown; readonly join?: unknown }
  if (typeof post === 'number') return { post }
  return typeof join === 'number' ? { join } : undefined
}

/** Its list; undefined when it is gone. */
export async function listIdOf(db: DbOrTx, held: Held): Promise<number | undefined> {
  const found = 'post' in held ? await postById(db, held.post) : await requestById(db, held.join)
  return found?.listId
}

/** True for exactly one caller, who writes to its moderators in the same transaction. */
export function markAnnounced(tx: Tx, held: Held): Promise<boolean> {
  return 'post' in held ? announcePost(tx, held.post) : announceRequest(tx, held.join)
}

/** The same where those who are written to are others than those it was for. */
export function markPassedOn(tx: Tx, held: Held): Promise<boolean> {
  return 'post' in held ? passOnPost(tx, held.post) : passOnRequest(tx, held.join)
}

/** Records the first decision, and has it carried out once it is in effect: when that is. Undefined for later ones. */
export async function settle(
  tx: Tx,
  held: Held,
  decision: {
    readonly what: Decision
    readonly by?: number
    readonly note?: string
    readonly waitSeconds: number
  },
): Promise<Date | undefined> {
  if ('join' in held) {
    const at = await decideRequest(tx, held.join, decision)
    if (at !== undefined) await addJob(tx, 'moderation', { effect: held }, { runAt: at })
    return at
  }
  const at = await decidePost(tx, held.post, decision)
  if (at !== undefined) await seeToAgain(tx, (await postById(tx, held.post))!.arrivalId, at)
  return at
}

/** Takes back somebody's own decision before it is in effect; true for exactly one caller. */
export function takeBack(tx: Tx, held: Held, by: number): Promise<boolean> {
  return 'post' in held ? undecidePost(tx, held.post, by) : undecideRequest(tx, held.join, by)
}

/** How it was decided, in effect or not; undefined while it waits. */
export function decisionAbout(db: DbOrTx, held: Held): Promise<DecisionMade | undefined> {
  return 'post' in held ? decisionOn(db, held.post) : decisionOnRequest(db, held.join)
}
