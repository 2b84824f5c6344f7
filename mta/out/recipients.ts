// Whom a message was sent to, for what comes back of it. Reads only.
import type { DbOrTx } from '#store/database.ts'

/** One delivery of a message. */
export interface SentTo {
  readonly messageId: number
  readonly listId: number
  readonly personId: number
  readonly addressId: number
  readonly address: string // as compared
}

const columns = `d.message_id as "messageId", d.list_id as "listId", d.person_id as "personId",
  d.address_id as "addressId", a.address`

/** The recipient of a delivery, as long as its detail is kept. */
export async function recipientOf(
  db: DbOrTx,
  { messageId, deliveryId }: { readonly messageId: number; readonly deliveryId: number },
): Promise<SentTo | undefined> {
  const { rows } = await db.raw<{ rows: SentTo[] }>(
    `select ${columns} from deliveries d join addresses a on a.id = d.address_id where d.message_id = ? and d.id = ?`,
    [messageId, deliveryId],
  )
  return rows[0]
}

/** Of these addresses (compared form), those that a message was sent to. */
export async function recipientsAmong(
  db: DbOrTx,
  messageId: number,
  addresses: readonly string[],
): Promise<SentTo[]> {
  if (addresses.length === 0) return []
  const { rows } = await db.raw<{ rows: SentTo[] }>(
    `select ${columns} from addresses a join deliveries d on d.message_id = ? and d.address_id = a.id
      where a.address = any(?)`,
    [messageId, addresses] as never,
  )
  return rows
}

/** A recipient that was refused for good while we were sending to it; a notice of ours has its return path. */
export interface RefusedRecipient {
  readonly sentTo: SentTo | undefined
  readonly returnPath: string
  readonly reply: string
}

/** What the job 'refusals' is about: rows that were refused in the session. */
export interface Refusals {
  readonly deliveries: readonly (readonly [messageId: number, id: number])[]
  readonly notices: readonly number[]
}

/** What is still known of them. */
export async function refusedRecipients(
  db: DbOrTx,
  { deliveries, notices }: Refusals,
): Promise<RefusedRecipient[]> {
  const sent = await db.raw<{ rows: (SentTo & { reply: string })[] }>(
    `select ${columns}, d.reply from unnest(?::bigint[], ?::bigint[]) u (message_id, id)
       join deliveries d on d.message_id = u.message_id and d.id = u.id and d.state = 'failed'
       join addresses a on a.id = d.address_id`,
    [deliveries.map(([messageId]) => messageId), deliveries.map(([, id]) => id)] as never,
  )
  const written = await db.raw<{ rows: { returnPath: string; reply: string }[] }>(
    `select return_path as "returnPath", reply from notices where id = any(?) and state = 'failed' and return_path <> ''`,
    [notices] as never,
  )
  return [
    ...sent.rows.map(({ reply, ...sentTo }) => ({ sentTo, returnPath: '', reply })),
    ...written.rows.map(({ returnPath, reply }) => ({ sentTo: undefined, returnPath, reply })),
  ]
}
