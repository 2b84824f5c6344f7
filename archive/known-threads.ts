// What the tables know of the threads that messages may belong to: asked for all of them together.

import type { Tx } from '#store/database.ts'

/** A thread as its row has it. */
export interface KnownThread {
  readonly id: number
  readonly listId: number
  readonly hash: string
  readonly base: string
  readonly lastAt: Date
}

/** A message that stands in a list. */
export interface KnownPosting {
  readonly id: number
  readonly hash: string
  readonly refs: readonly number[] // keys of what it refers to, oldest first
  readonly datedAt: Date
  readonly parentKey: number | null // of what it hangs under; only of what answers a newcomer
  readonly thread: KnownThread
}

/** What was found. `names` are those asked for that the archive has, in whatever list. */
export interface Found {
  readonly names: ReadonlySet<string>
  readonly postings: readonly KnownPosting[]
  /** Threads that bear the name of a newcomer, from a posting that was removed since; joined ones lead on. */
  readonly formerThreads: readonly { readonly name: string; readonly thread: KnownThread }[]
}

interface Row {
  readonly kind: 'named' | 'answers' | 'former'
  readonly id: number
  readonly hash: string
  readonly refs: readonly string[] | null
  readonly datedAt: Date
  readonly parentKey: number | null
  readonly listId: number | null
  readonly threadId: number
  readonly threadHash: string
  readonly base: string
  readonly lastAt: Date
}

// Laterals that stay laterals, so that each message's postings are looked up: PostgreSQL knows nothing of arrays of
// keys, expects a hundredth of the archive to match, and would rather read all postings.
const PLACES = `
  left join lateral (
    select p.list_id, p.dated_at, p.thread_id, p.parent_id
      from postings p where p.message_id = f.id and p.list_id = any(:listIds) offset 0) p on true
  left join lateral (
    select t.id, t.hash, t.base_subject, t.last_at from threads t where t.id = p.thread_id offset 0) t on true`

const COLUMNS = `f.kind, f.id, f.hash, f.ref_keys as refs, p.dated_at as "datedAt", p.list_id as "listId",
  t.id as "threadId", t.hash as "threadHash", t.base_subject as base, t.last_at as "lastAt"`

/** Everything at once: what bears these names, what answers these keys, the threads that newcomers had before. */
export async function findFamily(
  tx: Tx,
  asked: {
    readonly listIds: readonly number[]
    readonly names: readonly string[]
    readonly unplaced: readonly number[] // those new to the archive
    readonly keys: readonly number[] // of newcomers
    readonly hashes: readonly string[] // of newcomers
  },
): Promise<Found> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${COLUMNS}, case when f.kind = 'answers' then
              (select message_key(a.message_id) from messages a where a.id = p.parent_id) end as "parentKey"
       from (select 'named' as kind, id, hash, ref_keys from messages where hash = any(:names)
             union all
             select 'answers', id, hash, ref_keys from messages
              where ref_keys && :keys::bigint[] and id <> all(:unplaced::bigint[])) f ${PLACES}
     union all
     select 'former', null, w.hash, null, null, t.list_id, t.id, t.hash, t.base_subject, t.last_at, null
       from threads w join lateral (
              select * from threads t where t.id = coalesce(w.merged_into, w.id) offset 0) t on true
      where w.list_id = any(:listIds) and w.hash = any(:hashes)`,
    asked as never,
  )
  return found(rows)
}

/** Where messages of these names stand. */
export async function findNamed(
  tx: Tx,
  listIds: readonly number[],
  names: readonly string[],
): Promise<readonly KnownPosting[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${COLUMNS}, null as "parentKey"
       from (select 'named' as kind, id, hash, ref_keys from messages where hash = any(:names)) f ${PLACES}`,
    { listIds, names } as never,
  )
  return found(rows).postings
}

function found(rows: readonly Row[]): Found {
  return {
    names: new Set(rows.filter(({ kind }) => kind === 'named').map(({ hash }) => hash)),
    // Answers first: of them more is known.
    postings: ['answers', 'named'].flatMap((wanted) =>
      rows.filter(({ kind, listId }) => kind === wanted && listId !== null).map(posting),
    ),
    formerThreads: rows
      .filter(({ kind }) => kind === 'former')
      .map((row) => ({ name: row.hash, thread: thread(row) })),
  }
}

function posting(row: Row): KnownPosting {
  const { id, hash, datedAt, parentKey } = row
  return { id, hash, datedAt, parentKey, refs: (row.refs ?? []).map(Number), thread: thread(row) }
}

function thread({ threadId, listId, threadHash, base, lastAt }: Row): KnownThread {
  return { id: threadId, listId: listId!, hash: threadHash, base, lastAt }
}
