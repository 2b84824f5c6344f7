// Owner of bulk_acts: what somebody did to many people of a list at once, kept so that it can be undone.
import type { Db, DbOrTx, Tx } from '#store/database.ts'
import type { Change } from './subscription-states.ts'

export type BulkKind = 'add' | 'remove' | 'invite'

export interface BulkAct {
  readonly id: number
  readonly listId: number
  readonly byPerson: number
  readonly kind: BulkKind
  readonly changes: readonly Change[]
  /** Tokens of the invitations that it mailed. */
  readonly invitations: readonly number[]
  readonly undone: boolean
}

/** An act is undone for so long. */
export const UNDO_DAYS = 14
const KEPT_DAYS = 90

const select = `select id, list_id as "listId", by_person as "byPerson", kind, changes, invitations,
  undone_at is not null as undone from bulk_acts`

/** Writes down what was done; its number. */
export async function recordBulkAct(
  tx: Tx,
  act: Pick<BulkAct, 'listId' | 'byPerson' | 'kind' | 'changes' | 'invitations'>,
): Promise<number> {
  const { rows } = await tx.raw(
    `insert into bulk_acts (list_id, by_person, kind, changes, invitations) values (?, ?, ?, ?::jsonb, ?) returning id`,
    [act.listId, act.byPerson, act.kind, JSON.stringify(act.changes), [...act.invitations]] as never,
  )
  return rows[0].id
}

/** That act, undone or not. */
export async function bulkActById(db: DbOrTx, id: number): Promise<BulkAct | undefined> {
  return (await db.raw(`${select} where id = ?`, [id])).rows[0]
}

/** The last act of a person on a list that can still be undone. */
export async function lastBulkAct(
  db: DbOrTx,
  listId: number,
  byPerson: number,
): Promise<BulkAct | undefined> {
  const { rows } = await db.raw(
    `${select} where list_id = ? and by_person = ? and undone_at is null
        and at > now() - make_interval(days => ?) order by id desc limit 1`,
    [listId, byPerson, UNDO_DAYS],
  )
  return rows[0]
}

/** Marks an act undone: true for exactly one caller. */
export async function markUndone(tx: Tx, id: number): Promise<boolean> {
  return (await tx('bulk_acts').where({ id }).whereNull('undone_at').update({ undone_at: tx.fn.now() })) === 1
}

/** Forgets acts that are past their time. */
export async function forgetBulkActs(db: Db): Promise<void> {
  await db.raw(`delete from bulk_acts where at < now() - make_interval(days => ?)`, [KEPT_DAYS])
}
