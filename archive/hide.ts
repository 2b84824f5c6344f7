// Takes a message out of what a list shows; it stays where it is, for whom the law or a moderator asks.

import type { Tx } from '#store/database.ts'

/** Hides a posting: pages, feeds and (by trigger) searches show it no more. False where the list doesn't show it. */
export async function hide(tx: Tx, listId: number, messageId: number): Promise<boolean> {
  const hidden = await tx('postings')
    .where({ list_id: listId, message_id: messageId, state: 'shown' })
    .update({ state: 'hidden' })
  return hidden === 1
}
