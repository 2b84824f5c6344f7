// Part of the owner of addresses (people.ts): the second addresses of a person, linked and taken away by mail.
import { parseAddress } from '#mta/message/address.ts'
import type { DbOrTx, Tx } from '#store/database.ts'

/** One address of a person. */
export interface OwnAddress {
  readonly id: number
  readonly address: string
  readonly written: string
}

/** A person's addresses, first known first. */
export async function addressesOf(db: DbOrTx, personId: number): Promise<OwnAddress[]> {
  return await db('addresses')
    .where({ person_id: personId })
    .orderByRaw('linked_at nulls first, id')
    .select('id', 'address', 'written')
}

/** What joining two people would have to merge: lists, roles, belonging to a space. */
const HAS_OF_ITS_OWN = `
  exists (select from reasons r where r.person_id = p.id)
    or exists (select from roles r where r.person_id = p.id and (r.until is null or r.until > now()))
    or exists (select from memberships m where m.person_id = p.id and m.kind = 'member' and m.until is null)
    or exists (select from group_members g where g.person_id = p.id)
    or exists (select from delegates d where d.person_id = p.id)
    or (select count(*) from addresses o where o.person_id = p.id) > 1`

/** Whether an address (compared form) is nobody's, that person's already, or that of somebody with things of their own. */
export async function mayBeLinked(
  db: DbOrTx,
  address: string,
  personId: number | undefined,
): Promise<'free' | 'theirs' | 'somebody else’s'> {
  const { rows } = await db.raw(
    `select p.id, ${HAS_OF_ITS_OWN} as taken from addresses a join people p on p.id = a.person_id where a.address = ?`,
    [address],
  )
  const [found] = rows
  if (found === undefined) return 'free'
  if (found.id === personId) return 'theirs'
  return found.taken ? 'somebody else’s' : 'free'
}

/** An owner puts these addresses (compared form) on a list: whoever writes from one is known by it from now on. */
export async function vouchFor(tx: Tx, addresses: readonly string[]): Promise<void> {
  await tx('addresses')
    .whereIn('address', [...addresses])
    .whereNull('verified_at')
    .update({ verified_at: tx.fn.now() })
}

/** Gives an address to a person; it holds no role before they have opened a session. Its number. */
export async function linkAddress(tx: Tx, personId: number, address: string): Promise<number> {
  const { rows } = await tx.raw(
    `insert into addresses (person_id, address, written, verified_at, linked_at)
     values (?, ?, ?, now(), now())
     on conflict (address) do update
       set person_id = excluded.person_id, verified_at = now(), linked_at = now(), trusted_at = null
     returning id`,
    [personId, address, parseAddress(address)?.written ?? address],
  )
  return rows[0].id
}

/** Takes a linked address away from its person; it becomes that of somebody we know nothing of. */
export async function unlinkAddress(tx: Tx, personId: number, address: string): Promise<boolean> {
  const { rows } = await tx.raw(
    `with someone as (
       insert into people (name) select '' from addresses
        where address = :address and person_id = :person and linked_at is not null returning id)
     update addresses a set person_id = someone.id, verified_at = null, linked_at = null, trusted_at = null
       from someone where a.address = :address returning a.id`,
    { address, person: personId },
  )
  return rows.length > 0
}

/** Their person has opened a session: what was linked by mail is as good as their other addresses. */
export async function trustAddresses(tx: Tx, personId: number): Promise<void> {
  await tx('addresses').where({ person_id: personId, trusted: false }).update({ trusted_at: tx.fn.now() })
}

/** From one of a person's addresses to another: what spaces know them by. */
export async function moveMemberships(
  tx: Tx,
  personId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await tx('memberships').where({ person_id: personId, address_id: from }).update({ address_id: to })
}
