// What an operator asks of the queue. Reads only; all but the trace go by the small indexes of what waits.
import type { DbOrTx } from '#store/database.ts'

/** What waits of deliveries or notices. */
export interface Waiting {
  readonly due: number // now
  readonly later: number // deferred
  readonly sending: number
}

export interface QueueState {
  readonly deliveries: Waiting
  readonly notices: Waiting
  readonly oldestDueSeconds: number // 0 when nothing is due
}

/** How much waits to be sent, and for how long what is due has been. */
export async function queueState(db: DbOrTx): Promise<QueueState> {
  const { rows } = await db.raw<{ rows: (Waiting & { oldest: number | null })[] }>(
    ['deliveries', 'notices']
      .map(
        (table) => `select
           (select count(*) from ${table} where state = 'queued' and next_try <= now()) as due,
           (select count(*) from ${table} where state = 'queued' and next_try > now()) as later,
           (select count(*) from ${table} where state = 'sending') as sending,
           (select extract(epoch from now() - min(next_try))::float8 from ${table}
             where state = 'queued' and next_try <= now()) as oldest`,
      )
      .join(' union all '),
  )
  const [deliveries, notices] = rows.map(({ due, later, sending }) => ({ due, later, sending }))
  const oldestDueSeconds = Math.max(0, ...rows.map((row) => row.oldest ?? 0))
  return { deliveries: deliveries!, notices: notices!, oldestDueSeconds }
}

/** One delivery's story so far. */
export interface TracedDelivery {
  readonly id: number
  readonly listId: number
  readonly personId: number
  readonly recipient: string
  readonly state: 'waiting' | 'queued' | 'sending' | 'sent' | 'gathered' | 'failed' | 'cancelled'
  readonly tries: number
  readonly reply: string | null
  readonly nextTry: Date | null // while it waits
  readonly doneAt: Date | null
}

/** The deliveries of a message, by recipient. */
export async function traceDeliveries(db: DbOrTx, messageId: number): Promise<TracedDelivery[]> {
  const { rows } = await db.raw<{ rows: TracedDelivery[] }>(
    `select id, list_id as "listId", person_id as "personId", recipient, state, tries, reply,
            case state when 'queued' then next_try end as "nextTry", done_at as "doneAt"
       from deliveries where message_id = ? order by recipient`,
    [messageId],
  )
  return rows
}

/** What became of the copy of a message for somebody, whichever list it came by. */
export interface OwnCopy
  extends Pick<TracedDelivery, 'recipient' | 'state' | 'tries' | 'reply' | 'nextTry' | 'doneAt'> {
  readonly messageId: number
}

/** Somebody's copies of these messages, as long as deliveries are kept. */
export async function copiesFor(
  db: DbOrTx,
  personId: number,
  messageIds: readonly number[],
): Promise<ReadonlyMap<number, OwnCopy>> {
  const { rows } = await db.raw<{ rows: OwnCopy[] }>(
    `select message_id as "messageId", recipient, state, tries, reply,
            case state when 'queued' then next_try end as "nextTry", done_at as "doneAt"
       from deliveries where message_id = any(?::bigint[]) and person_id = ?`,
    [[...messageIds], personId],
  )
  return new Map(rows.map((row) => [row.messageId, row]))
}
