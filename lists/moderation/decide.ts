// A human's decision about what is held. The first one counts; it is carried out when it takes effect.
import type { Db, Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { type Decision, type Held, listIdOf, settle } from './held.ts'

interface Deciding {
  readonly what: Decision
  readonly by?: number
  readonly note?: string
  readonly via: 'command' | 'web' | 'mail' | 'rule'
  /** How long it can be taken back. */
  readonly waitSeconds: number
}

/** Decides, in the caller's transaction: when it takes effect; undefined when somebody was faster. */
export async function decide(tx: Tx, held: Held, decision: Deciding): Promise<Date | undefined> {
  const effectiveAt = await settle(tx, held, decision)
  if (effectiveAt === undefined) return undefined
  const listId = await listIdOf(tx, held)
  await note(tx, {
    act: `${'post' in held ? 'post' : 'join'}-${decision.what}`,
    via: decision.via,
    ...(decision.by !== undefined && { personId: decision.by }),
    ...(listId !== undefined && { listId }),
    detail: 'post' in held ? { postId: held.post } : { joinRequest: held.join },
  })
  return effectiveAt
}

/** Decides about a held post, at once unless `waitSeconds` is given; 'decided-before' when somebody was faster or it isn't held. */
export async function decideHeld(
  db: Db,
  postId: number,
  decision: Omit<Deciding, 'waitSeconds'> & { readonly waitSeconds?: number },
): Promise<'decided' | 'decided-before' | 'unknown'> {
  return await db.transaction(async (tx) => {
    const held = { post: postId }
    if ((await listIdOf(tx, held)) === undefined) return 'unknown'
    return (await decide(tx, held, { waitSeconds: 0, ...decision })) ? 'decided' : 'decided-before'
  })
}
