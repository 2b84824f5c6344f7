// Puts a message in the thread it belongs to, in each of its lists: by what it answers and what answers it, then,
// for an answer that names nothing known, by subject. Postings and threads are written here.

import type { Tx } from '#store/database.ts'
import { mergeThreads } from './merge-threads.ts'

/** A message to be placed; `references` are oldest first, the one it answers last. */
export interface Newcomer {
  readonly id: number
  readonly hash: string
  readonly messageId: string
  readonly references: readonly string[]
  readonly subject: string
  readonly base: string
  readonly isReply: boolean
  readonly datedAt: Date
  readonly listIds: readonly number[]
}

/** The thread of a message in one list. */
export interface Place {
  readonly listId: number
  readonly threadId: number
  readonly threadHash: string
}

/** An answer that names nothing known joins a thread of its subject if that was alive so recently. */
const SUBJECT_DAYS = 90
const MAX_LOCKS = 16 // ids of one message that are locked: the oldest and the newest it refers to

interface Relative {
  readonly listId: number
  readonly id: number
  readonly messageId: string
  readonly threadId: number
  readonly kinship: 'self' | 'ancestor' | 'descendant'
}

/** Places the message in every list where it isn't yet. Two messages of one thread at once wait for each other. */
export async function placeInThreads(tx: Tx, newcomer: Newcomer): Promise<Place[]> {
  if (newcomer.listIds.length === 0) return []
  await lockFamily(tx, newcomer)
  const relatives = await relativesOf(tx, newcomer)
  const byList = Map.groupBy(relatives, (relative) => relative.listId)
  const places: Place[] = []
  for (const listId of newcomer.listIds) {
    places.push(await placeInList(tx, listId, newcomer, byList.get(listId) ?? []))
  }
  return places
}

async function placeInList(
  tx: Tx,
  listId: number,
  newcomer: Newcomer,
  relatives: readonly Relative[],
): Promise<Place> {
  const self = relatives.find(({ kinship }) => kinship === 'self')
  if (self !== undefined) return nameOf(tx, listId, self.threadId)
  const parent = nearest(newcomer, relatives)
  const children = relatives.filter(({ kinship }) => kinship === 'descendant')
  const joined = [...new Set(children.map(({ threadId }) => threadId))]
  const known = parent?.threadId ?? joined[0] ?? (await threadOfKin(tx, listId, newcomer))
  const threadId = await insertPosting(tx, listId, newcomer, known, parent?.id)
  const others = joined.filter((id) => id !== threadId)
  if (others.length > 0) await mergeThreads(tx, threadId, others)
  if (children.length > 0) await adopt(tx, listId, newcomer)
  if (children.length > 0 && parent === undefined) await retitle(tx, threadId, newcomer)
  return nameOf(tx, listId, threadId)
}

function nearest(newcomer: Newcomer, relatives: readonly Relative[]): Relative | undefined {
  const known = new Map(relatives.filter((r) => r.kinship === 'ancestor').map((r) => [r.messageId, r]))
  const id = newcomer.references.findLast((reference) => known.has(reference))
  return id === undefined ? undefined : known.get(id)
}

// Whoever may start, or join, the same thread at this moment shares one of these ids with the newcomer. A lock on
// the whole list would make every post to it wait for the commit of the one before.
async function lockFamily(
  tx: Tx,
  { messageId, references, base, isReply, listIds }: Newcomer,
): Promise<void> {
  const ids = [messageId, ...references.slice(0, 1), ...references.slice(1).slice(-MAX_LOCKS)]
  const names = isReply ? [...ids, `subject ${base}`] : ids
  const keys = listIds.flatMap((listId) => names.map((name) => `${listId} ${name}`))
  await tx.raw(
    `select pg_advisory_xact_lock(key)
       from (select distinct hashtextextended(name, 0) as key from unnest(?::text[]) name order by 1) ordered`,
    [keys],
  )
}

async function relativesOf(tx: Tx, { id, messageId, references, listIds }: Newcomer): Promise<Relative[]> {
  const { rows } = await tx.raw<{ rows: Relative[] }>(
    `select p.list_id as "listId", m.id, m.message_id as "messageId", p.thread_id as "threadId", f.kinship
       from (select ?::bigint as id, 'self' as kinship
             union all
             select id, 'ancestor' from messages where message_id = any(?::text[]) and id <> ?
             union all
             select id, 'descendant' from messages where refs @> array[?::text] and id <> ?) f
       join messages m on m.id = f.id
       join postings p on p.message_id = f.id and p.list_id = any(?::bigint[])
      order by p.dated_at, m.id`,
    [id, [...references], id, messageId, id, [...listIds]],
  )
  return rows
}

// Without a known ancestor: the thread of whoever names one of the same lost ones, else that of the subject.
async function threadOfKin(tx: Tx, listId: number, newcomer: Newcomer): Promise<number | undefined> {
  if (newcomer.references.length === 0) return threadOfSubject(tx, listId, newcomer)
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `select p.thread_id as id from messages m join postings p on p.message_id = m.id
      where p.list_id = ? and m.refs && ?::text[] and m.id <> ? limit 1`,
    [listId, [...newcomer.references], newcomer.id],
  )
  return rows[0]?.id ?? threadOfSubject(tx, listId, newcomer)
}

async function threadOfSubject(tx: Tx, listId: number, newcomer: Newcomer): Promise<number | undefined> {
  if (!newcomer.isReply || newcomer.base === '') return undefined
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `select id from threads
      where list_id = ? and base_subject = ? and merged_into is null
        and last_at between ?::timestamptz - make_interval(days => ?) and ?::timestamptz + make_interval(days => ?)
      order by last_at desc, id limit 1`,
    [listId, newcomer.base, newcomer.datedAt, SUBJECT_DAYS, newcomer.datedAt, SUBJECT_DAYS],
  )
  return rows[0]?.id
}

async function insertPosting(
  tx: Tx,
  listId: number,
  newcomer: Newcomer,
  knownThread: number | undefined,
  parentId: number | undefined,
): Promise<number> {
  const threadId = knownThread ?? (await startThread(tx, listId, newcomer))
  await tx.raw(
    `with posted as (
       insert into postings (message_id, list_id, thread_id, parent_id, dated_at) values (?, ?, ?, ?, ?)
       on conflict do nothing returning dated_at)
     update threads t
        set messages = t.messages + 1, first_at = least(t.first_at, posted.dated_at),
            last_at = greatest(t.last_at, posted.dated_at)
       from posted where t.id = ?`,
    [newcomer.id, listId, threadId, parentId ?? null, newcomer.datedAt, threadId],
  )
  return threadId
}

// A thread of this name may be there already, from a posting that was removed; it may even have been merged.
async function startThread(tx: Tx, listId: number, newcomer: Newcomer): Promise<number> {
  const { hash, base, subject, datedAt } = newcomer
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `insert into threads (list_id, hash, base_subject, subject, first_at, last_at) values (?, ?, ?, ?, ?, ?)
     on conflict (list_id, hash) do update set hash = excluded.hash
     returning coalesce(merged_into, id) as id`,
    [listId, hash, base, subject, datedAt, datedAt],
  )
  return rows[0]!.id
}

// Answers that came before it: they hang under it now, unless something nearer is there, or it answers them itself.
async function adopt(tx: Tx, listId: number, { id, messageId, references }: Newcomer): Promise<void> {
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

// The beginning came after its answers: « Re: Sortie » becomes « Sortie ».
async function retitle(tx: Tx, threadId: number, { subject, base }: Newcomer): Promise<void> {
  await tx('threads').where({ id: threadId }).update({ subject, base_subject: base })
}

async function nameOf(tx: Tx, listId: number, threadId: number): Promise<Place> {
  const [thread]: { hash: string }[] = await tx('threads').select('hash').where({ id: threadId })
  return { listId, threadId, threadHash: thread!.hash }
}
