// What a late message changes in postings and threads that are there.

import type { Tx } from '#store/database.ts'

/** Everything of one thread moves to another; both are numbers of threads. */
export interface Joining {
  readonly from: number
  readonly into: number
}

/**
 * Joins threads. Their addresses go on working through `merged_into`, which always names the last thread, never a
 * chain.
 */
export async function mergeThreads(tx: Tx, joinings: readonly Joining[]): Promise<void> {
  if (joinings.length === 0) return
  const from = joinings.map((joining) => joining.from)
  const into = joinings.map((joining) => joining.into)
  // First, alone: whoever is posting to them ends before, and what they posted is seen by the next statement.
  await tx.raw(
    `update threads t set merged_into = w.into_id, messages = 0
       from unnest(?::bigint[], ?::bigint[]) w (id, into_id) where t.id = w.id`,
    [from, into],
  )
  await tx.raw(
    `with moved as (
       update postings p set thread_id = w.into_id
         from unnest(?::bigint[], ?::bigint[]) w (id, into_id) where p.thread_id = w.id)
     update threads t set merged_into = w.into_id
       from unnest(?::bigint[], ?::bigint[]) w (id, into_id) where t.merged_into = w.id`,
    [from, into, from, into],
  )
  await tx.raw(
    `update threads t set messages = c.messages, first_at = c.first_at, last_at = c.last_at
       from (select thread_id, count(*) as messages, min(dated_at) as first_at, max(dated_at) as last_at
               from postings where thread_id = any(?::bigint[]) group by thread_id) c
      where t.id = c.thread_id`,
    [[...new Set(into)]],
  )
}

/** Gives threads the titles of their beginnings. */
export async function rename(
  tx: Tx,
  threads: readonly { readonly id: number; readonly base: string; readonly subject: string }[],
): Promise<void> {
  if (threads.length === 0) return
  await tx.raw(
    `update threads t set base_subject = w.base, subject = w.subject
       from unnest(?::bigint[], ?::text[], ?::text[]) w (id, base, subject) where t.id = w.id`,
    [threads.map(({ id }) => id), threads.map(({ base }) => base), threads.map(({ subject }) => subject)],
  )
}

/** Hangs messages under what they answer, which came later. */
export async function adopt(
  tx: Tx,
  answers: readonly { readonly messageId: number; readonly listId: number; readonly parentId: number }[],
): Promise<void> {
  if (answers.length === 0) return
  await tx.raw(
    `update postings p set parent_id = w.parent_id
       from unnest(?::bigint[], ?::bigint[], ?::bigint[]) w (message_id, list_id, parent_id)
      where p.message_id = w.message_id and p.list_id = w.list_id`,
    [
      answers.map(({ messageId }) => messageId),
      answers.map(({ listId }) => listId),
      answers.map(({ parentId }) => parentId),
    ],
  )
}
