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
