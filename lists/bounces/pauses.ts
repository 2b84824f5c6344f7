// Owner of the table pauses: whom bounces or a complaint paused, for the owners' daily round-up.
import type { DbOrTx, Tx } from '#store/database.ts'

/** Notes a pause, on one list or everywhere; once a day. */
export async function notePause(
  tx: Tx,
  pause: { readonly addressId: number; readonly listId?: number; readonly cause: 'bounces' | 'complaint' },
): Promise<void> {
  await tx('pauses')
    .insert({ address_id: pause.addressId, list_id: pause.listId ?? null, cause: pause.cause })
    .onConflict(['address_id', 'list_id', 'day'])
    .ignore()
}

/** Somebody whom the owners of a list haven't been told of yet. */
export interface Untold {
  readonly pauseId: number
  readonly listId: number
  readonly address: string
  readonly name: string
  readonly cause: 'bounces' | 'complaint'
}

/** Marks what there is as told, and returns what still holds of it: of each list that the person is on. */
export async function takeUntold(tx: Tx): Promise<Untold[]> {
  const { rows } = await tx.raw(
    `with told as (
       update pauses set told_at = now() where told_at is null returning id, address_id, list_id, cause)
     select t.id as "pauseId", l.id as "listId", a.written as address, p.name, t.cause
       from told t join addresses a on a.id = t.address_id join people p on p.id = a.person_id
       join lists l on l.closed_at is null and (t.list_id is null or l.id = t.list_id), lateral audience(l.id, p.id) on_it
      where (t.list_id is null and not a.receives and on_it.address_id = a.id) or (t.list_id = l.id and on_it.paused)
      order by l.id, a.address`,
  )
  return rows
}

/** Forgets what is older. */
export async function forgetPauses(db: DbOrTx, days: number): Promise<void> {
  await db.raw(`delete from pauses where at < now() - make_interval(days => ?)`, [days])
}
