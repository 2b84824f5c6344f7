// Takes messages out of a list for good. What then stands in no list goes from the archive too; answers to what went
// hang under what that answered.

import type { Tx } from '#store/database.ts'
import { lockLists } from './family.ts'

/** Whoever keeps an index forgets messages, in the same transaction. */
export type Forget = (tx: Tx, messageIds: readonly number[]) => Promise<void>

/** What went: postings of the list, messages of the archive, threads of the list. */
export interface TakenBack {
  readonly postings: number
  readonly messages: number
  readonly threads: number
}

interface Leaving {
  readonly id: number
  readonly threadId: number
  readonly parentId: number | null
}

/** Removes these messages' postings in a list, as far as there are any, and what nothing holds any more. */
export async function takeBack(
  tx: Tx,
  listId: number,
  messageIds: readonly number[],
  forget: Forget,
): Promise<TakenBack> {
  await lockLists(tx, [listId])
  const { rows: leaving } = await tx.raw<{ rows: Leaving[] }>(
    `select message_id as id, thread_id as "threadId", parent_id as "parentId" from postings
      where list_id = ? and message_id = any(?::bigint[])`,
    [listId, [...messageIds]],
  )
  if (leaving.length === 0) return { postings: 0, messages: 0, threads: 0 }
  const ids = leaving.map(({ id }) => id)
  const threadIds = [...new Set(leaving.map(({ threadId }) => threadId))]
  await rehang(tx, listId, leaving, threadIds)
  const gone = await onlyHere(tx, listId, ids)
  await forget(tx, gone)
  await tx.raw('delete from postings where list_id = ? and message_id = any(?::bigint[])', [listId, ids])
  await tx.raw('delete from messages where id = any(?::bigint[])', [gone])
  return { postings: ids.length, messages: gone.length, threads: await recount(tx, threadIds) }
}

async function rehang(
  tx: Tx,
  listId: number,
  leaving: readonly Leaving[],
  threadIds: readonly number[],
): Promise<void> {
  const parents = new Map(leaving.map(({ id, parentId }) => [id, parentId]))
  const above = leaving.map(({ id }) => nearestStaying(id, parents))
  await tx.raw(
    `update postings p set parent_id = w.parent_id
       from unnest(?::bigint[], ?::bigint[]) w (id, parent_id)
      where p.list_id = ? and p.thread_id = any(?::bigint[]) and p.parent_id = w.id
        and p.message_id <> all(?::bigint[])`,
    [leaving.map(({ id }) => id), above, listId, [...threadIds], leaving.map(({ id }) => id)] as never,
  )
}

// A circle, which no filing makes, ends at its beginning.
function nearestStaying(id: number, parents: ReadonlyMap<number, number | null>): number | null {
  const seen = new Set<number>()
  let at: number | null = id
  while (at !== null && parents.has(at)) {
    if (seen.has(at)) return null
    seen.add(at)
    at = parents.get(at) ?? null
  }
  return at
}

// Locked first: whoever posts one of them to another list at this moment is waited for, and seen by the next statement.
async function onlyHere(tx: Tx, listId: number, ids: readonly number[]): Promise<number[]> {
  await tx.raw('select from messages where id = any(?::bigint[]) order by id for update', [[...ids]])
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `select id from messages m where id = any(?::bigint[])
        and not exists (select from postings p where p.message_id = m.id and p.list_id <> ?)`,
    [[...ids], listId],
  )
  return rows.map(({ id }) => id)
}

async function recount(tx: Tx, threadIds: readonly number[]): Promise<number> {
  await tx.raw(
    `update threads t set messages = c.messages, first_at = c.first_at, last_at = c.last_at
       from (select thread_id, count(*) as messages, min(dated_at) as first_at, max(dated_at) as last_at
               from postings where thread_id = any(?::bigint[]) group by thread_id) c
      where t.id = c.thread_id`,
    [[...threadIds]],
  )
  const { rows } = await tx.raw<{ rows: { isOwn: boolean }[] }>(
    `with empty as (
       select id from threads t where id = any(?::bigint[]) and not exists (select from postings p where p.thread_id = t.id))
     delete from threads where id in (select id from empty) or merged_into in (select id from empty)
     returning merged_into is null as "isOwn"`,
    [[...threadIds]],
  )
  return rows.filter(({ isOwn }) => isOwn).length
}
