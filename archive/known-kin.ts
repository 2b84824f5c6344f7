// For an answer whose like the archive may have, though not what it answers: who else names the same lost messages,
// and which threads have its subject.

import type { Tx } from '#store/database.ts'
import type { KnownPosting, KnownThread } from './known-threads.ts'

/** An answer that names nothing known joins a thread of its subject if that was alive so recently. */
export const SUBJECT_MS = 90 * 86_400_000
/** Threads of one subject that are looked at: more than one only counts when a group of mails changes them. */
const MAX_NAMESAKES = 20

/** A message of which nothing better than kin is known in a list; `base` only where its subject counts. */
export interface Stray {
  readonly listId: number
  readonly refs: readonly number[]
  readonly base?: string
  readonly datedAt: Date
}

/** The first message that refers to one of the same, and the threads of the same subject, for all strays together. */
export async function findKin(
  tx: Tx,
  strays: readonly Stray[],
): Promise<{ postings: KnownPosting[]; threads: KnownThread[] }> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `with strays as (
       select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                     w (list_id, refs, base, since, until))
     select k.id, k.hash, k.ref_keys as refs, k.dated_at as "datedAt", t.id as "threadId", t.list_id as "listId",
            t.hash as "threadHash", t.base_subject as base, t.last_at as "lastAt"
       from strays w
       cross join lateral (
         select m.id, m.hash, m.ref_keys, p.dated_at, p.thread_id
           from (select id, hash, ref_keys from messages where ref_keys && w.refs::bigint[] offset 0) m
           cross join lateral (select dated_at, thread_id from postings
                                where message_id = m.id and list_id = w.list_id offset 0) p
          order by p.dated_at, m.id limit 1) k
       join threads t on t.id = k.thread_id
      where w.refs <> '{}'
     union all
     select null, null, null, null, t.*
       from strays w
       cross join lateral (
         select id, list_id, hash, base_subject, last_at from threads t
          where t.list_id = w.list_id and text_key(t.base_subject) = text_key(w.base) and t.base_subject = w.base
            and merged_into is null and last_at between w.since and w.until
          order by last_at desc, id limit ${MAX_NAMESAKES}) t
      where w.base is not null`,
    [
      strays.map(({ listId }) => listId),
      strays.map(({ refs }) => `{${refs.join(',')}}`),
      strays.map(({ base }) => base ?? null),
      strays.map(({ datedAt }) => new Date(datedAt.getTime() - SUBJECT_MS)),
      strays.map(({ datedAt }) => new Date(datedAt.getTime() + SUBJECT_MS)),
    ] as never,
  )
  const postings = rows.flatMap(({ id, hash, refs, datedAt, ...row }) =>
    id === null || hash === null || datedAt === null
      ? []
      : [{ id, hash, refs: (refs ?? []).map(Number), datedAt, parentKey: null, thread: thread(row) }],
  )
  return { postings, threads: rows.map(thread) }
}

interface ThreadColumns {
  readonly threadId: number
  readonly listId: number
  readonly threadHash: string
  readonly base: string
  readonly lastAt: Date
}

interface Row extends ThreadColumns {
  readonly id: number | null
  readonly hash: string | null
  readonly refs: readonly string[] | null
  readonly datedAt: Date | null
}

function thread({ threadId, listId, threadHash, base, lastAt }: ThreadColumns): KnownThread {
  return { id: threadId, listId, hash: threadHash, base, lastAt }
}
