// Taking deliveries out of the queue, and putting them back when they could not be sent by who took them.
import type { Db, DbOrTx } from '#store/database.ts'
import { deadLeases } from '#store/leases.ts'
import { trimmedReply } from './outcome.ts'
import { byIndex } from './plans.ts'

/** A delivery that this dispatcher holds: nobody else sends it until it is settled or given back. */
export interface Claimed {
  readonly id: number
  readonly messageId: number
  readonly listId: number
  readonly copyId: number
  readonly personId: number
  readonly addressId: number
  readonly recipient: string
  readonly domain: string
  readonly tries: number
  readonly ageMs: number // since it was queued
}

/** Recipient domains and copies of which enough is claimed already. */
export interface Without {
  readonly domains: readonly string[]
  readonly copies: readonly number[]
}

/** Claims at most `limit` due deliveries, the longest due first. */
export async function claimDeliveries(
  db: DbOrTx,
  lease: string,
  limit: number,
  without: Without,
): Promise<Claimed[]> {
  // A claim that is lost with the server's memory was not sent either: no need to wait for the disk.
  const { rows } = await byIndex(db, 'soon durable', (tx) =>
    tx.raw<{ rows: Claimed[] }>(
      `with due as (
         select message_id, id from deliveries
          where state = 'queued' and next_try <= now() and domain <> all(?::text[]) and copy_id <> all(?::bigint[])
          order by next_try, id limit ? for update skip locked)
       update deliveries d set state = 'sending', worker = ? from due
        where d.message_id = due.message_id and d.id = due.id
       returning d.id, d.message_id as "messageId", d.list_id as "listId", d.copy_id as "copyId",
                 d.person_id as "personId", d.address_id as "addressId", d.recipient, d.domain, d.tries,
                 extract(epoch from now() - d.created_at)::float8 * 1000 as "ageMs"`,
      [without.domains, without.copies, limit, lease] as never,
    ),
  )
  return rows.sort((a, b) => a.messageId - b.messageId || a.id - b.id)
}

const BACK = `set state = case when d.next_try = 'infinity' or exists (
                 select 1 from exclusions e where e.list_id = d.list_id and e.person_id = d.person_id)
               then 'cancelled' else 'queued' end,
               done_at = case when d.next_try = 'infinity' or exists (
                 select 1 from exclusions e where e.list_id = d.list_id and e.person_id = d.person_id)
               then now() end,
               worker = null`

/** Gives back what was claimed and not begun; of people who left meanwhile it is cancelled. */
export async function giveBack(db: Db, lease: string, claimed: readonly Claimed[]): Promise<void> {
  if (claimed.length === 0) return
  await byIndex(db, 'durable', (tx) =>
    tx.raw(
      `update deliveries d ${BACK}
       from unnest(?::bigint[], ?::bigint[]) u (message_id, id)
      where d.message_id = u.message_id and d.id = u.id and coalesce(d.worker, '') = ?`,
      [claimed.map((one) => one.messageId), claimed.map((one) => one.id), lease] as never,
    ),
  )
}

/** Frees what dispatchers that died were holding, deliveries and notices; how many. */
export async function recoverFromTheDead(db: Db, lease: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { worker: string }[] }>(
    `select distinct worker from deliveries where state = 'sending' and worker <> ?
     union select distinct worker from notices where state = 'sending' and worker <> ?`,
    [lease, lease],
  )
  if (rows.length === 0) return 0
  const dead = await deadLeases(
    db,
    rows.map((row) => row.worker),
  )
  if (dead.length === 0) return 0
  const deliveries = await db.raw<{ rowCount: number }>(
    `update deliveries d ${BACK} where d.state = 'sending' and d.worker = any(?)`,
    [dead] as never,
  )
  const notices = await db.raw<{ rowCount: number }>(
    `update notices set state = 'queued', worker = null where state = 'sending' and worker = any(?)`,
    [dead] as never,
  )
  return deliveries.rowCount + notices.rowCount
}

/** A destination can't be reached: what is due there waits `delayMs`, in one statement; `undefined` is every domain. */
export async function deferDomain(
  db: Db,
  domain: string | undefined,
  wait: { readonly delayMs: number; readonly giveUpDays: number; readonly reason: string },
): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `with due as (
       select message_id, id from deliveries
        where state = 'queued' and next_try <= now() and (?::text is null or domain = ?) for update skip locked)
     update deliveries d
        set state = case when created_at < now() - ? * interval '1 day' then 'failed' else 'queued' end,
            done_at = case when created_at < now() - ? * interval '1 day' then now() end,
            next_try = now() + ? * interval '1 millisecond', reply = ?
       from due where d.message_id = due.message_id and d.id = due.id`,
    [
      domain ?? null,
      domain ?? null,
      wait.giveUpDays,
      wait.giveUpDays,
      wait.delayMs,
      trimmedReply(wait.reason),
    ] as never,
  )
  return rowCount
}

/** Milliseconds until the next delivery or notice is due; undefined when none waits. */
export async function msUntilDue(db: Db): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { ms: number | null }[] }>(
    `select extract(epoch from least(
              (select next_try from deliveries where state = 'queued' order by next_try limit 1),
              (select next_try from notices where state = 'queued' order by next_try limit 1)
            ) - now())::float8 * 1000 as ms`,
  )
  return rows[0]?.ms ?? undefined
}
