// Owner of search_updates: messages that the second engine is yet to be told of. A row stays until Meilisearch has said
// that its task succeeded; what is sent is the message as it is by then.
import type { Db, DbOrTx, Tx } from '#store/database.ts'

/** An update to be sent. */
export interface Update {
  readonly id: number
  readonly messageId: number
}

/** Waits for an update that was refused by itself: a minute, then longer, a day at most. */
const FIRST_RETRY_SECONDS = 60
const LONGEST_RETRY_SECONDS = 86_400
const ERROR_CHARS = 500
/** How long those taken are left to whoever took them. */
const TAKEN_SECONDS = 600

/** Notes messages in the transaction that changes them; nothing where there is no second engine. */
export async function noteUpdates(tx: Tx, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length === 0) return
  await tx.raw(
    `insert into search_updates (message_id)
     select id from unnest(?::bigint[]) id where exists (select from search_mirror)`,
    [[...messageIds]],
  )
}

/** Takes the oldest that are due; whoever takes them and dies leaves them to be taken again after a while. */
export async function takeUpdates(tx: Tx, limit: number): Promise<Update[]> {
  const { rows } = await tx.raw<{ rows: Update[] }>(
    `update search_updates set next_try = now() + ? * interval '1 second'
      where id in (select id from search_updates where next_try <= now() order by id limit ? for update skip locked)
     returning id, message_id as "messageId"`,
    [TAKEN_SECONDS, limit],
  )
  return rows.toSorted((a, b) => a.id - b.id)
}

/** Gives back what was taken and could not be sent now. */
export async function giveBack(db: Db, updates: readonly Update[]): Promise<void> {
  await db.raw('update search_updates set next_try = now() where id = any(?::bigint[])', [
    updates.map(({ id }) => id),
  ])
}

/** These are done. */
export async function forgetUpdates(db: Db, updates: readonly Update[]): Promise<void> {
  await db.raw('delete from search_updates where id = any(?::bigint[])', [updates.map(({ id }) => id)])
}

/** Meilisearch refused these by themselves: they are tried again later, the others go on. */
export async function putOff(db: Db, updates: readonly Update[], error: string): Promise<void> {
  await db.raw(
    `update search_updates
        set tries = tries + 1, error = ?,
            next_try = now() + least(? * 2 ^ least(tries, 20), ?) * interval '1 second'
      where id = any(?::bigint[])`,
    [error.slice(0, ERROR_CHARS), FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS, updates.map(({ id }) => id)],
  )
}

/** Those of these messages that it is yet to be told of. */
export async function waitingAmong(db: DbOrTx, messageIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    'select distinct message_id as id from search_updates where message_id = any(?::bigint[])',
    [[...messageIds]],
  )
  return new Set(rows.map(({ id }) => id))
}

/** How far behind the second engine is. */
export interface Backlog {
  /** Messages. */
  readonly waiting: number
  /** Refused at least once by themselves, with what was said of the last. */
  readonly refused: number
  readonly error?: string
}

export async function backlogOf(db: DbOrTx): Promise<Backlog> {
  const { rows } = await db.raw<{ rows: (Backlog & { error: string | null })[] }>(
    `select count(distinct message_id) as waiting, count(distinct message_id) filter (where tries > 0) as refused,
            (array_agg(error order by id desc) filter (where error is not null))[1] as error
       from search_updates`,
  )
  const { waiting = 0, refused = 0, error = null } = rows[0] ?? {}
  return { waiting, refused, ...(error !== null && { error }) }
}
