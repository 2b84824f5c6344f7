// Writes the postings of messages and the threads that hold them.

import type { Tx } from '#store/database.ts'
import type { Newcomer } from './family.ts'

/** A thread as it is known outside. */
export interface ThreadName {
  readonly threadId: number
  readonly threadHash: string
}

/** Posts the message as the beginning of a thread of its own, which bears its address. */
export async function startThread(tx: Tx, listId: number, newcomer: Newcomer): Promise<ThreadName> {
  const { id, hash, base, subject, datedAt } = newcomer
  const { rows } = await tx.raw<{ rows: { threadId: number }[] }>(
    `with started as (
       insert into threads (list_id, hash, base_subject, subject, first_at, last_at, messages)
       values (?, ?, ?, ?, ?, ?, 1) on conflict do nothing returning id)
     insert into postings (message_id, list_id, thread_id, dated_at) select ?, ?, id, ? from started
     returning thread_id as "threadId"`,
    [listId, hash, base, subject, datedAt, datedAt, id, listId, datedAt],
  )
  if (rows[0] !== undefined) return { threadId: rows[0].threadId, threadHash: hash }
  // A thread of this name is there from a posting that was removed since; it may have been joined to another.
  const [former]: { id: number }[] = await tx('threads')
    .select(tx.raw('coalesce(merged_into, id) as id'))
    .where({ list_id: listId, hash })
  return joinThread(tx, listId, newcomer, former!.id, undefined)
}

/** Posts the message in a thread that is there. */
export async function joinThread(
  tx: Tx,
  listId: number,
  newcomer: Newcomer,
  threadId: number,
  parentId: number | undefined,
): Promise<ThreadName> {
  const { rows } = await tx.raw<{ rows: { hash: string }[] }>(
    `with posted as (
       insert into postings (message_id, list_id, thread_id, parent_id, dated_at) values (?, ?, ?, ?, ?)
       returning dated_at)
     update threads t
        set messages = t.messages + 1, first_at = least(t.first_at, posted.dated_at),
            last_at = greatest(t.last_at, posted.dated_at)
       from posted where t.id = ? returning t.hash`,
    [newcomer.id, listId, threadId, parentId ?? null, newcomer.datedAt, threadId],
  )
  return { threadId, threadHash: rows[0]!.hash }
}

/** The name of the thread that a message stands in. */
export async function threadName(tx: Tx, threadId: number): Promise<ThreadName> {
  const [thread]: { hash: string }[] = await tx('threads').select('hash').where({ id: threadId })
  return { threadId, threadHash: thread!.hash }
}

/** Answers that came before it hang under it now, unless something nearer is there, or it answers them itself. */
export async function adopt(tx: Tx, listId: number, { id, messageId, references }: Newcomer): Promise<void> {
  await tx.raw(
    `update postings p set parent_id = ?
       from messages m
      where m.id = p.message_id and p.list_id = ? and m.refs @> array[?::text] and m.id <> ?
        and m.message_id <> all(?::text[])
        and array_position(m.refs, ?) > coalesce(
              (select array_position(m.refs, a.message_id) from messages a where a.id = p.parent_id), 0)`,
    [id, listId, messageId, id, [...references], messageId],
  )
}

/** The beginning came after its answers: « Re: Sortie » becomes « Sortie ». */
export async function retitle(tx: Tx, threadId: number, { subject, base }: Newcomer): Promise<void> {
  await tx('threads').where({ id: threadId }).update({ subject, base_subject: base })
}
