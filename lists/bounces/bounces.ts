// Owner of the table bounces: what came back from which address, and why. Kept as long as deliveries are.
import type { BounceClass } from '#mta/message/bounce-class.ts'
import type { DbOrTx, Tx } from '#store/database.ts'

export interface NewBounce {
  readonly addressId: number
  /** 0: a mail of ours about the address itself. */
  readonly messageId: number
  readonly listId?: number
  readonly source: 'report' | 'session' | 'complaint'
  readonly class: BounceClass | 'complaint'
  /** RFC 3463, or the SMTP reply code where that is all there is. */
  readonly status: string
  readonly diagnostic: string
}

const MAX_DIAGNOSTIC = 500 // characters kept

/** Writes a bounce down, once a delivery; undefined when it was known. */
export async function insertBounce(
  tx: Tx,
  bounce: NewBounce,
): Promise<{ id: number; provider: string } | undefined> {
  const diagnostic = bounce.diagnostic.replace(/[\p{C}\s]+/gu, ' ').trim()
  const { rows } = await tx.raw(
    `insert into bounces (address_id, message_id, list_id, source, class, status, diagnostic, provider)
     select a.id, ?::bigint, ?::bigint, ?, ?, ?, ?, a.domain from addresses a where a.id = ?
     on conflict do nothing returning id, provider`,
    [
      bounce.messageId,
      bounce.listId ?? null,
      bounce.source,
      bounce.class,
      bounce.status,
      diagnostic.slice(0, MAX_DIAGNOSTIC),
      bounce.addressId,
    ] as never,
  )
  return rows[0]
}

/** How much an address's bounces of today have added to its score. */
export async function countedToday(tx: Tx, addressId: number): Promise<number> {
  const { rows } = await tx.raw(
    `select coalesce(sum(counted), 0)::float8 as counted from bounces where address_id = ? and day = current_date`,
    [addressId],
  )
  return rows[0].counted
}

/** Notes what a bounce added. */
export async function noteCounted(tx: Tx, id: number, counted: number): Promise<void> {
  await tx('bounces').where({ id }).update({ counted })
}

/** Whether this is the first bounce of the day by which a provider refuses us for this reason. */
export async function isFirstToday(
  tx: Tx,
  { id, provider, status }: { readonly id: number; readonly provider: string; readonly status: string },
): Promise<boolean> {
  const earlier = await tx('bounces')
    .where({ provider, status, class: 'ours' })
    .whereRaw('day = current_date and id < ?', [id])
    .first('id')
  return earlier === undefined
}

/** A bounce as it is shown. */
export interface TracedBounce {
  readonly address: string
  readonly at: Date
  readonly source: NewBounce['source']
  readonly class: NewBounce['class']
  readonly status: string
  readonly diagnostic: string
}

/** What came back of a message, by address. */
export async function bouncesOf(db: DbOrTx, messageId: number): Promise<TracedBounce[]> {
  const { rows } = await db.raw(
    `select a.written as address, b.at, b.source, b.class, b.status, b.diagnostic
       from bounces b join addresses a on a.id = b.address_id where b.message_id = ? order by a.address, b.id`,
    [messageId],
  )
  return rows
}

/** Forgets what is older. */
export async function forgetBounces(db: DbOrTx, days: number): Promise<void> {
  await db.raw(`delete from bounces where at < now() - make_interval(days => ?)`, [days])
}
