// The queue as the other rooms see it: a copy and its audience go in, a person who leaves is taken out.
// Owner of the tables copies and deliveries, with claim.ts, settle.ts, totals.ts and waiting.ts beside it.
import type { DbOrTx, Tx } from '#store/database.ts'
import { POKE, poke } from './wake.ts'

/** What is sent of one message by one list, before anything personal. */
export interface NewCopy {
  readonly messageId: number
  readonly listId: number
  readonly kind?: 'whole' | 'without-files' | 'notice' // whole without it
  readonly header: Buffer // CRLF, no final empty line
  readonly body: Buffer // blob hash
  readonly bodyOffset: number // of the body in that blob, uncompressed bytes
  readonly bodyHash?: Buffer // relaxed (RFC 6376 §3.7), of the body with CRLF lines; without it, worked out when it is sent
  readonly size: number // header and body, bytes
  readonly eightBit: boolean
  readonly utf8: boolean // the header needs SMTPUTF8 (RFC 6531)
  readonly sending: 'personal' | 'batched'
  readonly personal: object
}

/** A query for `person_id, address_id, written`, with knex's `?` for its bindings. */
export interface Audience {
  readonly sql: string
  readonly bindings: readonly unknown[]
}

/** Of an audience `a` and its addresses `n`: the local part as its owner writes it, the domain as A-labels. */
export const RECIPIENT = `left(a.written, length(a.written) - length(substring(a.written from '[^@]*$'))) || n.domain`

/**
 * Makes a copy's deliveries, one a person and one an address at most for a message; how many are new.
 * Doing it twice changes nothing. The dispatcher wakes at the commit.
 */
export async function enqueue(tx: Tx, copy: NewCopy, audience: Audience): Promise<number> {
  const { rows } = await tx.raw<{ rows: { id: number }[] }>(
    `insert into copies (message_id, list_id, kind, header, body, body_offset, size, eight_bit, utf8, sending, personal,
                         body_hash)
     select w.* from (values (?::bigint, ?::bigint, ?::text, ?::bytea, ?::bytea, ?::bigint, ?::bigint, ?::boolean,
                             ?::boolean, ?::text, ?::jsonb, ?::bytea)) w, deliveries_partition(?)
     on conflict (message_id, list_id, kind) where kind <> 'digest' do update set message_id = excluded.message_id
     returning id`,
    [
      copy.messageId,
      copy.listId,
      copy.kind ?? 'whole',
      copy.header,
      copy.body,
      copy.bodyOffset,
      copy.size,
      copy.eightBit,
      copy.utf8,
      copy.sending,
      JSON.stringify(copy.personal),
      copy.bodyHash ?? null,
      copy.messageId,
    ] as never,
  )
  const made = await tx.raw<{ rows: { count: number }[] }>(
    `with made as (
     insert into deliveries (message_id, list_id, copy_id, person_id, address_id, recipient, domain)
     select ?, ?, ?, a.person_id, a.address_id, ${RECIPIENT}, n.domain
       from (${audience.sql}) a join addresses n on n.id = a.address_id
     on conflict do nothing returning 1)
     select count(*) as count, case when count(*) > 0 then ${POKE} end from made`,
    [copy.messageId, copy.listId, rows[0]!.id, ...audience.bindings] as never,
  )
  return made.rows[0]!.count
}

/**
 * Somebody leaves, pauses or is erased: what waits for them is cancelled, how many is returned. What is on its
 * way at this moment can't be called back, but is never tried again (`infinity` says so to settle.ts and claim.ts).
 * Rows are locked in the order in which settle.ts does: the two never wait for each other.
 */
export async function cancelDeliveries(
  tx: Tx,
  who: { readonly personId: number; readonly listId?: number; readonly addressId?: number },
  reason: string,
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { cancelled: number }[] }>(
    `with theirs as (
       select message_id, id from deliveries
        where person_id = ? and state in ('waiting', 'queued', 'sending') and (?::bigint is null or list_id = ?)
          and (?::bigint is null or address_id = ?)
        order by message_id, id for update),
     stopped as (
       update deliveries d
          set state = case state when 'sending' then state else 'cancelled' end,
              done_at = case state when 'sending' then null else now() end,
              reply = case state when 'sending' then reply else ? end,
              next_try = case state when 'sending' then 'infinity' else next_try end
         from theirs
        where d.message_id = theirs.message_id and d.id = theirs.id and state in ('waiting', 'queued', 'sending')
       returning state)
     select count(*) filter (where state = 'cancelled') as cancelled from stopped`,
    [
      who.personId,
      who.listId ?? null,
      who.listId ?? null,
      who.addressId ?? null,
      who.addressId ?? null,
      reason,
    ] as never,
  )
  return rows[0]?.cancelled ?? 0
}

/**
 * How far the copies of a message in a list have got; nobody sends what waits until the transaction ends. `left` are on
 * their way or sent, not counting one person's (the author's own).
 */
export async function holdCopies(
  tx: Tx,
  {
    messageId,
    listId,
    without,
  }: { readonly messageId: number; readonly listId: number; readonly without?: number },
): Promise<{ readonly waiting: number; readonly left: number; readonly any: number }> {
  const { rows } = await tx.raw<{ rows: { waiting: number; left: number; any: number }[] }>(
    `with held as (
       select state, digest, person_id from deliveries
        where message_id = ? and list_id = ? order by message_id, id for update)
     select count(*) filter (where ${NOT_YET}) as waiting,
            count(*) filter (where not (${NOT_YET}) and state not in ('failed', 'cancelled')
                               and person_id is distinct from ?::bigint) as left,
            count(*) as any from held`,
    [messageId, listId, without ?? null] as never,
  )
  return rows[0]!
}

/** A copy that can still be stopped: by itself on its way, or not gathered in a digest yet. A digest is others' mail too. */
const NOT_YET = `(state = 'waiting' or (state = 'queued' and digest is null))`

/** What waits of a message in a list is cancelled, how many is returned; what is on its way is never tried again. */
export async function cancelCopies(
  tx: Tx,
  { messageId, listId }: { readonly messageId: number; readonly listId: number },
  reason: string,
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { cancelled: number }[] }>(
    `with stopped as (
       update deliveries
          set state = case state when 'sending' then state else 'cancelled' end,
              done_at = case state when 'sending' then null else now() end,
              reply = case state when 'sending' then reply else ? end,
              next_try = case state when 'sending' then 'infinity' else next_try end
        where message_id = ? and list_id = ? and (${NOT_YET} or (state = 'sending' and digest is null)) returning state)
     select count(*) filter (where state = 'cancelled') as cancelled from stopped`,
    [reason, messageId, listId],
  )
  return rows[0]?.cancelled ?? 0
}

/** Makes a delivery (or all of a message, or everything that waits) due now; failed ones are taken up again when named. */
export async function retryDelivery(
  db: DbOrTx,
  which: { readonly messageId: number; readonly id?: number } | 'all waiting',
): Promise<number> {
  const { rowCount } =
    which === 'all waiting'
      ? await db.raw<{ rowCount: number }>(
          `update deliveries set next_try = now() where state = 'queued' and next_try > now()`,
        )
      : await db.raw<{ rowCount: number }>(
          `update deliveries d set state = 'queued', next_try = now(), done_at = null
            where message_id = ? and (?::bigint is null or id = ?) and state in ('queued', 'failed')
              and not exists (select 1 from exclusions e where e.list_id = d.list_id and e.person_id = d.person_id)`,
          [which.messageId, which.id ?? null, which.id ?? null] as never,
        )
  if (rowCount > 0) await poke(db)
  return rowCount
}
