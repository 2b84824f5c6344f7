// Whom a message belongs with in a list: what it answers, what answers it, and who else may be looking.

import type { Tx } from '#store/database.ts'

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

/** A message of the same list that the newcomer answers, or that answers it, or the newcomer itself. */
export interface Relative {
  readonly listId: number
  readonly id: number
  readonly messageId: string
  readonly threadId: number
  readonly kinship: 'self' | 'ancestor' | 'descendant'
}

/** An answer that names nothing known joins a thread of its subject if that was alive so recently. */
const SUBJECT_DAYS = 90
const MAX_LOCKS = 16 // ids of one message that are locked: the oldest and the newest it refers to

/**
 * Waits for whoever may start or join the same thread at this moment: they share one of these ids with the newcomer.
 * A lock on the whole list would make every post to it wait for the commit of the one before.
 */
export async function lockFamily(
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

/** The newcomer's relatives in its lists, the oldest first. */
export async function relativesOf(
  tx: Tx,
  { id, messageId, references, listIds }: Newcomer,
): Promise<Relative[]> {
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

/** Without a known ancestor: the thread of whoever names one of the same lost ones, else that of the subject. */
export async function threadOfKin(tx: Tx, listId: number, newcomer: Newcomer): Promise<number | undefined> {
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
