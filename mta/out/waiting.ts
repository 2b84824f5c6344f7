// Deliveries that wait for a digest, one a person and message like all others: what somebody got in another way never
// waits, and a digest takes each once. Part of the queue, which owns the tables.
import type { DbOrTx, Tx } from '#store/database.ts'
import { type Audience, type NewCopy, RECIPIENT } from './queue.ts'
import { poke } from './wake.ts'

export type DigestKind = 'digest' | 'digest-plain' | 'titles'

/** A list for whose digests something waits, and since when. */
export interface WaitingList {
  readonly listId: number
  readonly since: Date
}

/** People for whom the same messages wait in the same kind of digest. */
export interface Readers {
  readonly kind: DigestKind
  readonly language: 'fr' | 'en' | null
  /** In the order they were archived. */
  readonly messageIds: readonly number[]
  readonly personIds: readonly number[]
}

/** A digest as it is sent, before anything personal. It leaves under the delivery of its last message. */
export interface NewDigest extends Omit<NewCopy, 'messageId' | 'kind'> {
  readonly messageIds: readonly number[]
  readonly personIds: readonly number[]
}

/**
 * Has a message, whose whole copy is there, wait for the digests of an audience, a query for `person_id, address_id,
 * written, digest`; how many are new. Who gets it in another way, whenever, is left out.
 */
export async function keepForDigests(
  tx: Tx,
  { messageId, listId }: Pick<NewCopy, 'messageId' | 'listId'>,
  audience: Audience,
): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into deliveries (message_id, list_id, copy_id, person_id, address_id, recipient, domain, state, digest)
     select c.message_id, c.list_id, c.id, a.person_id, a.address_id, ${RECIPIENT}, n.domain, 'waiting', a.digest
       from (${audience.sql}) a join addresses n on n.id = a.address_id
       join copies c on c.message_id = ? and c.list_id = ? and c.kind = 'whole'
     on conflict do nothing`,
    [...audience.bindings, messageId, listId] as never,
  )
  return rowCount
}

/** Has what waits for somebody's digest of a list go into digests of another kind. */
export async function moveToDigest(
  tx: Tx,
  who: { readonly personId: number; readonly listId: number },
  kind: DigestKind,
): Promise<void> {
  await tx.raw(`update deliveries set digest = ? where person_id = ? and list_id = ? and state = 'waiting'`, [
    kind,
    who.personId,
    who.listId,
  ])
}

/** The lists for whose digests something waits. */
export async function waitingLists(db: DbOrTx): Promise<WaitingList[]> {
  const { rows } = await db.raw<{ rows: WaitingList[] }>(
    `select list_id as "listId", min(created_at) as since from deliveries where state = 'waiting' group by list_id`,
  )
  return rows
}

/** What waited for a list's digests before a moment. Until the transaction ends nobody else makes digests of that list. */
export async function readersOf(tx: Tx, listId: number, before: Date): Promise<Readers[]> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('digests'), hashint8(?))`, [listId])
  const { rows } = await tx.raw<{ rows: Readers[] }>(
    `select d.digest as kind, p.language, to_json(d.message_ids) as "messageIds",
            json_agg(d.person_id order by d.person_id) as "personIds"
       from (select person_id, digest, array_agg(message_id order by message_id) as message_ids
               from deliveries where list_id = ? and state = 'waiting' and created_at < ?
              group by person_id, digest) d
       join people p on p.id = d.person_id
      group by d.digest, p.language, d.message_ids
      order by min(d.person_id)`,
    [listId, before],
  )
  return rows
}

/** What waits of a list and should no longer: for these people, of these messages, or all of it. */
export async function cancelWaiting(
  tx: Tx,
  listId: number,
  which: { readonly personIds: readonly number[]; readonly messageIds: readonly number[] } | 'all',
  reason: string,
): Promise<void> {
  const { personIds, messageIds } = which === 'all' ? { personIds: [], messageIds: [] } : which
  if (which !== 'all' && personIds.length + messageIds.length === 0) return
  await tx.raw(
    `update deliveries set state = 'cancelled', done_at = now(), reply = ?
      where list_id = ? and state = 'waiting'
        and (?::boolean or person_id = any(?::bigint[]) or message_id = any(?::bigint[]))`,
    [reason, listId, which === 'all', personIds, messageIds] as never,
  )
}

/**
 * Queues a list's digests, each for its readers, in the place of what waited; how many mails. Who left meanwhile is left
 * out. Rows are locked in the order in which all others do: nobody who leaves at this moment waits for ever.
 */
export async function enqueueDigests(
  tx: Tx,
  listId: number,
  made: {
    readonly digests: readonly NewDigest[]
    readonly without: { readonly personIds: readonly number[]; readonly messageIds: readonly number[] }
  },
): Promise<number> {
  await tx.raw(
    `select from deliveries where list_id = ? and state = 'waiting' order by message_id, id for update`,
    [listId],
  )
  await cancelWaiting(tx, listId, made.without, 'no longer on the list, or no longer shown')
  let queued = 0
  for (const digest of made.digests) queued += await enqueueDigest(tx, digest)
  if (queued > 0) await poke(tx)
  return queued
}

/** Of what was taken back while a digest was made nobody waits any more: digests are made again. */
async function mustStillWait(tx: Tx, { listId, messageIds, personIds }: NewDigest): Promise<void> {
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `select m.id from unnest(?::bigint[]) m(id)
      where not exists (select from deliveries d where d.message_id = m.id and d.list_id = ? and d.state = 'waiting'
                           and d.person_id = any(?::bigint[]))`,
    [messageIds, listId, personIds] as never,
  )
  if (rows[0])
    throw new Error(`message ${rows[0].id} was taken back while a digest of list ${listId} was made with it`)
}

async function enqueueDigest(tx: Tx, digest: NewDigest): Promise<number> {
  await mustStillWait(tx, digest)
  const last = digest.messageIds.at(-1)!
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `insert into copies (message_id, list_id, kind, header, body, body_offset, size, eight_bit, utf8, sending, personal,
                         body_hash)
     values (?, ?, 'digest', ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      last,
      digest.listId,
      digest.header,
      digest.body,
      digest.bodyOffset,
      digest.size,
      digest.eightBit,
      digest.utf8,
      digest.sending,
      JSON.stringify(digest.personal),
      digest.bodyHash ?? null,
    ] as never,
  )
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update deliveries set state = 'queued', copy_id = ?, next_try = now()
      where message_id = ? and list_id = ? and state = 'waiting' and person_id = any(?::bigint[])`,
    [rows[0]!.id, last, digest.listId, digest.personIds] as never,
  )
  await tx.raw(
    `update deliveries set state = 'gathered', done_at = now(), reply = ?
      where message_id = any(?::bigint[]) and message_id <> ? and list_id = ? and state = 'waiting'
        and person_id = any(?::bigint[])`,
    [
      `in the digest that leaves with message ${last}`,
      digest.messageIds,
      last,
      digest.listId,
      digest.personIds,
    ] as never,
  )
  return rowCount
}
