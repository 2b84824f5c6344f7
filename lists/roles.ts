// Owner of roles: who runs the platform, a space, a list.
import type { DbOrTx, Tx } from '#store/database.ts'

export type Role = 'administrator' | 'owner' | 'moderator'

/** Gives somebody a role on a list, a space, or (neither) the platform. Twice is once. */
export async function grantRole(
  tx: Tx,
  grant: { personId: number; role: Role; listId?: number; spaceId?: number },
): Promise<void> {
  await tx('roles')
    .insert({
      person_id: grant.personId,
      role: grant.role,
      list_id: grant.listId ?? null,
      space_id: grant.spaceId ?? null,
    })
    .onConflict(['person_id', 'role', 'space_id', 'list_id'])
    .merge({ until: null })
}

/** Somebody's standing roles on one list, its home space's and the platform's included. */
export async function rolesOn(db: DbOrTx, personId: number, listId: number): Promise<Role[]> {
  const { rows } = await db.raw(
    `select distinct r.role from roles r join lists l on l.id = ?
      where r.person_id = ? and (r.until is null or r.until > now())
        and (r.list_id = l.id or r.space_id = l.space_id or (r.list_id is null and r.space_id is null))`,
    [listId, personId],
  )
  return rows.map((row: { role: Role }) => row.role)
}

/** The same for whoever writes from an address (compared form); one that isn't proved or trusted yet holds none. */
export async function rolesOfAddress(db: DbOrTx, address: string, listId: number): Promise<Role[]> {
  const row = await db('addresses')
    .where({ address, trusted: true })
    .whereNotNull('verified_at')
    .first('person_id as personId')
  return row === undefined ? [] : await rolesOn(db, row.personId, listId)
}

/** Where mail for the people who run a list goes: its owners, else its space's, else the platform's administrators. */
export async function ownerAddresses(db: DbOrTx, listId: number | undefined): Promise<string[]> {
  const { rows } = await db.raw(
    `with near as (
       select r.person_id, case when r.list_id is not null then 0 when r.space_id is not null then 1 else 2 end as distance
         from roles r left join lists l on l.id = ?::bigint
        where (r.until is null or r.until > now())
          and ((r.list_id = l.id and r.role = 'owner')
            or (r.space_id = l.space_id and r.role in ('owner', 'administrator'))
            or (r.list_id is null and r.space_id is null and r.role = 'administrator'))
     )
     select distinct on (n.person_id) a.written
       from near n join addresses a on a.person_id = n.person_id and a.receives and a.trusted
      where n.distance = (select min(distance) from near)
      order by n.person_id, a.id`,
    [listId ?? null],
  )
  return rows.map((row: { written: string }) => row.written)
}

/** Whether somebody runs the whole platform. */
export async function isAdministrator(db: DbOrTx, personId: number): Promise<boolean> {
  const row = await db('roles')
    .where({ person_id: personId, role: 'administrator' })
    .whereNull('space_id')
    .whereNull('list_id')
    .whereRaw('(until is null or until > now())')
    .first('id')
  return row !== undefined
}

/** Whether the platform has an administrator yet. */
export async function hasAdministrator(db: DbOrTx): Promise<boolean> {
  const row = await db('roles')
    .where({ role: 'administrator' })
    .whereNull('space_id')
    .whereNull('list_id')
    .first('id')
  return row !== undefined
}

/** Somebody who decides about what a list holds, or stands in for who does. */
export interface Moderator {
  readonly personId: number
  /** As compared; mail goes to `written`. */
  readonly address: string
  readonly written: string
  readonly language: 'fr' | 'en' | null
}

/**
 * The part of a statement that picks where somebody (a column) is written to about their role, and shown by: never an
 * address that was linked by mail and isn't trusted yet.
 */
export const roleAddressSql = (person: string): string =>
  `select n.address, n.written, n.receives from addresses n
    where n.person_id = ${person} and n.verified_at is not null and n.trusted
    order by n.receives desc, n.linked_at nulls first, n.id limit 1`

/** Who decides on lists, from the nearest: those of the list itself, of its space, of the platform. */
const DECIDE = `select l.id as list_id, r.person_id, r.away_until, r.deputy_id,
       case when r.list_id is not null then 0 when r.space_id is not null then 1 else 2 end as distance
  from lists l join roles r
    on (r.list_id = l.id and r.role in ('owner', 'moderator'))
    or r.space_id = l.space_id
    or (r.list_id is null and r.space_id is null and r.role = 'administrator')
 where l.id = any(?) and (r.until is null or r.until > now())`
/** Who is away is stood in for by their deputy, or by nobody. */
const IN_PLACE = 'case when d.away_until > now() then d.deputy_id else d.person_id end'

/**
 * Who is written to about what lists hold: their moderators and owners, where there are none the space's
 * administrators, else the platform's. A list is absent where those are all away or their mail comes back. `beyond`:
 * then the next who can be reached.
 */
export async function moderatorsOf(
  db: DbOrTx,
  listIds: readonly number[],
  beyond?: 'beyond',
): Promise<Map<number, Moderator[]>> {
  const { rows } = await db.raw<{ rows: (Moderator & { listId: number; distance: number })[] }>(
    `with d as (${DECIDE})
     select distinct d.list_id as "listId", d.distance, p.id as "personId", a.address, a.written, p.language
       from d
       left join people p on p.id = ${IN_PLACE} and p.erased_at is null
       left join lateral (${roleAddressSql('p.id')}) a on a.receives
      order by d.list_id, d.distance, p.id`,
    [[...listIds]],
  )
  const byList = Map.groupBy(rows, ({ listId }) => listId)
  const written = [...byList].map(([listId, all]) => {
    const reached = all.filter(({ address }) => address !== null)
    const distance = beyond ? reached[0]?.distance : all[0]?.distance
    return [listId, reached.filter((one) => one.distance === distance)] as const
  })
  return new Map(written.filter(([, moderators]) => moderators.length > 0))
}

/** On which of these lists somebody decides about what is held: by a role that they still have, or in a moderator's place. */
export async function moderatesOf(
  db: DbOrTx,
  personId: number,
  listIds: readonly number[],
): Promise<Set<number>> {
  const { rows } = await db.raw(
    `with d as (${DECIDE})
     select distinct list_id as id from d where d.person_id = ? or ${IN_PLACE} = ?`,
    [[...listIds], personId, personId],
  )
  return new Set(rows.map((row: { id: number }) => row.id))
}

/**
 * Somebody no longer decides on a list through a day (YYYY-MM-DD in its time zone; 'open': until they say so), another
 * person in their place or nobody; null: they do again. False where they have no role of their own on it.
 */
export async function standAside(
  tx: Tx,
  list: { readonly id: number; readonly settings: { readonly timeZone: string } },
  personId: number,
  away: { readonly through: string | 'open'; readonly deputyId?: number } | null,
): Promise<boolean> {
  const until =
    away === null
      ? null
      : away.through === 'open'
        ? tx.raw(`'infinity'`)
        : tx.raw('(?::date + 1)::timestamp at time zone ?', [away.through, list.settings.timeZone])
  const changed = await tx('roles')
    .where({ person_id: personId, list_id: list.id })
    .whereIn('role', ['owner', 'moderator'])
    .update({ away_until: until, deputy_id: away?.deputyId ?? null })
  return changed > 0
}

/** Whether somebody is an owner or a moderator of the very list. */
export async function decidesOn(db: DbOrTx, personId: number, listId: number): Promise<boolean> {
  const row = await db('roles')
    .where({ person_id: personId, list_id: listId })
    .whereIn('role', ['owner', 'moderator'])
    .whereRaw('(until is null or until > now())')
    .first('id')
  return row !== undefined
}
