// Writes the postings of messages and the threads that hold them, as they were decided in memory.

import type { Tx } from '#store/database.ts'
import type { Brought } from './family.ts'
import type { ListThreads, Member, Thread } from './list-threads.ts'
import { threadNow } from './list-threads.ts'
import { adopt, type Joining, mergeThreads, rename } from './merge-threads.ts'

/** A thread as it is known outside. */
export interface ThreadName {
  readonly threadId: number
  readonly threadHash: string
}

interface Arrival extends Member {
  readonly listId: number
}

/** Writes what was decided in these lists; gives the names of the threads. `brought` is by message. */
export async function writePostings(
  tx: Tx,
  lists: ReadonlyMap<number, ListThreads>,
  brought: ReadonlyMap<number, Brought>,
): Promise<(listId: number, thread: Thread) => ThreadName> {
  const members = [...lists].flatMap(([listId, list]) =>
    [...list.members.values()].map((member) => ({ ...member, thread: threadNow(member.thread), listId })),
  )
  const threads = [...lists].flatMap(([listId, list]) => list.threads.map((thread) => ({ thread, listId })))
  const arrivals = members.filter(({ since }) => since === 'now')
  const started = await insertPostings(tx, arrivals, threads, brought)
  const idOf = (listId: number, { id, hash }: Thread) => id ?? started.get(`${listId} ${hash}`)!
  const joinings: Joining[] = threads
    .filter(({ thread }) => thread.into !== undefined)
    .map(({ thread, listId }) => ({ from: idOf(listId, thread), into: idOf(listId, threadNow(thread)) }))
  await mergeThreads(tx, joinings)
  await rename(
    tx,
    threads.flatMap(({ thread: { id, base, subject } }) =>
      id === undefined || subject === undefined ? [] : [{ id, base, subject }],
    ),
  )
  await adopt(
    tx,
    members.flatMap(({ id, listId, since, parentId }) =>
      since === 'before' && parentId !== undefined ? [{ messageId: id, listId, parentId }] : [],
    ),
  )
  return (listId, thread) => ({ threadId: idOf(listId, thread), threadHash: thread.hash })
}

/** Ids of the threads begun here, by list and hash. */
async function insertPostings(
  tx: Tx,
  arrivals: readonly Arrival[],
  threads: readonly { readonly thread: Thread; readonly listId: number }[],
  brought: ReadonlyMap<number, Brought>,
): Promise<Map<string, number>> {
  if (arrivals.length === 0) return new Map()
  const byThread = Map.groupBy(arrivals, ({ thread }) => thread)
  const begun = threads.filter(({ thread }) => thread.id === undefined)
  const grown = [...byThread].filter(([thread]) => thread.id !== undefined)
  const first = (own: readonly Arrival[]) =>
    own.map(({ datedAt }) => datedAt).reduce((a, b) => (b < a ? b : a))
  const last = (own: readonly Arrival[]) =>
    own.map(({ datedAt }) => datedAt).reduce((a, b) => (b > a ? b : a))
  const { rows } = await tx.raw<{
    rows: { listId: number | null; hash: string; id: number; posted: number | null }[]
  }>(
    `with started as (
       insert into threads (list_id, hash, base_subject, subject, first_at, last_at, messages)
       select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[])
       on conflict do nothing returning id, list_id, hash),
     grown as (
       update threads t set messages = t.messages + w.messages, first_at = least(t.first_at, w.first_at),
                            last_at = greatest(t.last_at, w.last_at)
         from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[]) w (id, first_at, last_at, messages)
        where t.id = w.id and t.merged_into is null returning t.id),
     posted as (
       insert into postings (message_id, list_id, thread_id, parent_id, dated_at, state, import_id)
       select w.message_id, w.list_id, coalesce(g.id, s.id), w.parent_id, w.dated_at, w.state, w.import_id
         from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[], ?::text[], ?::bigint[])
              w (message_id, list_id, thread_id, thread_hash, parent_id, dated_at, state, import_id)
         left join grown g on g.id = w.thread_id
         left join started s on s.list_id = w.list_id and s.hash = w.thread_hash
        where coalesce(g.id, s.id) is not null
       returning 1)
     select list_id as "listId", hash, id, null::int as posted from started
     union all select null, null, null, count(*)::int from posted`,
    [
      begun.map(({ listId }) => listId),
      begun.map(({ thread }) => thread.hash),
      begun.map(({ thread }) => thread.base),
      begun.map(({ thread }) => thread.subject!),
      begun.map(({ thread }) => (byThread.has(thread) ? first(byThread.get(thread)!) : thread.lastAt)),
      begun.map(({ thread }) => thread.lastAt),
      begun.map(({ thread }) => byThread.get(thread)?.length ?? 0),
      grown.map(([thread]) => thread.id!),
      grown.map(([, own]) => first(own)),
      grown.map(([, own]) => last(own)),
      grown.map(([, own]) => own.length),
      arrivals.map(({ id }) => id),
      arrivals.map(({ listId }) => listId),
      arrivals.map(({ thread }) => thread.id ?? null),
      arrivals.map(({ thread }) => thread.hash),
      arrivals.map(({ parentId }) => parentId ?? null),
      arrivals.map(({ datedAt }) => datedAt),
      arrivals.map(({ id }) => brought.get(id)?.state ?? 'shown'),
      arrivals.map(({ id }) => brought.get(id)?.importId ?? null),
    ] as never,
  )
  const posted = rows.find(({ listId }) => listId === null)?.posted
  if (posted !== arrivals.length) throw new Error('A thread was joined to another at this moment; try again')
  return new Map(
    rows.filter(({ listId }) => listId !== null).map((row) => [`${row.listId} ${row.hash}`, row.id]),
  )
}
