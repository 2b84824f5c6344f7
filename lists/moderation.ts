// A human's decision on a held post. The first one counts; it is carried out by the arrival's job.
import type { Db } from '#store/database.ts'
import { seeToAgain } from './arrivals.ts'
import { note } from './audit.ts'
import { type Decision, decidePost, postById } from './posts.ts'

/** Decides; 'decided-before' when somebody was faster or it isn't held. */
export async function decideHeld(
  db: Db,
  postId: number,
  decision: {
    readonly what: Decision
    readonly by?: number
    readonly note?: string
    readonly via: 'command' | 'web' | 'mail'
  },
): Promise<'decided' | 'decided-before' | 'unknown'> {
  return await db.transaction(async (tx) => {
    const post = await postById(tx, postId)
    if (!post) return 'unknown'
    if (!(await decidePost(tx, postId, decision))) return 'decided-before'
    await note(tx, {
      act: `post-${decision.what}`,
      via: decision.via,
      ...(decision.by !== undefined && { personId: decision.by }),
      listId: post.listId,
      detail: { postId },
    })
    await seeToAgain(tx, post.arrivalId)
    return 'decided'
  })
}
