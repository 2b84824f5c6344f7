// What somebody wrote to lists: what waits, and what has left.
import { messageIds } from '#mta/message/identity.ts'
import { baseSubject } from '#mta/message/subject.ts'
import type { Tx } from '#store/database.ts'
import { arrivalById } from '../../arrivals.ts'
import type { Listed } from '../../library.ts'
import { openOriginal } from '../../original.ts'
import { type Person, personByAddress } from '../../people.ts'
import { waitingOf } from '../../posts.ts'
import type { Site } from '../../site.ts'

/** A message of somebody's own in one list; one that waits isn't archived yet. */
export type OwnPost = Listed & { readonly postId?: number }

const LOOKED_AT = { waiting: 20, left: 100 } // newest posts

/** What somebody wrote to these lists, what waits first, each the newest first. */
export async function ownPosts(
  tx: Tx,
  site: Site,
  { to, listIds }: { readonly to: string; readonly listIds: readonly number[] },
): Promise<OwnPost[]> {
  const author = authorOf(to, await personByAddress(tx, to))
  const waiting = await waitingOf(tx, author, listIds, LOOKED_AT.waiting)
  const read: OwnPost[] = []
  for (const { id, listId, arrivalId, messageName } of waiting) {
    const arrival = await arrivalById(tx, arrivalId)
    if (arrival === undefined) continue
    const { header } = await openOriginal(site.db, site.blobs, arrival)
    const subject = header.text('Subject')
    const common = { listId, hash: '', messageId: messageName, subject, fromName: '', fromAddress: to }
    read.push({ ...common, id: 0, postId: id, at: arrival.receivedAt, size: arrival.size })
  }
  const left = await site.library.writtenBy(tx, author, listIds, LOOKED_AT.left)
  return [...read, ...left]
}

const authorOf = (address: string, person: Person | undefined) => ({ personId: person?.id, address })

/** Which of them a request is about: by a Message-ID it gives or answers, else by its subject; all of them where it says nothing. */
export function meant(
  posts: readonly OwnPost[],
  said: { readonly named: string; readonly answers: string; readonly subject: string },
): { readonly posts: readonly OwnPost[]; readonly by: 'name' | 'subject' | 'nothing' } {
  const given = said.named.includes('@') ? messageIds(said.named) : []
  const called = (ids: readonly string[]) => posts.filter(({ messageId }) => ids.includes(messageId))
  if (given.length > 0) return { posts: called(given), by: 'name' }
  const answered = called(messageIds(said.answers))
  if (answered.length > 0) return { posts: answered, by: 'name' }
  const { base, isReply } = baseSubject(said.subject)
  const alike = isReply ? posts.filter(({ subject }) => baseSubject(subject).base === base) : []
  return alike.length > 0 ? { posts: alike, by: 'subject' } : { posts, by: 'nothing' }
}
