// Owner of people, addresses and memberships, with addresses-of-people.ts.
import { parseAddress } from '#mta/message/address.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { Refused } from './refused.ts'

/** A human, or a shared mailbox, as found by one of their addresses. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly addressId: number
  /** The address asked for, as compared. */
  readonly address: string
  readonly verified: boolean
  /** Mail came back from this address. */
  readonly ailing?: boolean
  /** False of an address that was linked by mail, until its person opens a session: it holds no role. */
  readonly trusted: boolean
}

/** The person who has this address (compared form), if any. */
export async function personByAddress(db: DbOrTx, address: string): Promise<Person | undefined> {
  return (
    await db.raw(
      `select p.id, p.name, a.id as "addressId", a.address, a.verified_at is not null as verified,
              a.trusted
         from addresses a join people p on p.id = a.person_id
        where a.address = ? and p.erased_at is null`,
      [address],
    )
  ).rows[0]
}

/** Finds or makes the person behind an address. A name is only set where there was none. */
export async function ensurePerson(
  tx: Tx,
  wanted: { address: string; name?: string; verified?: 'verified' },
): Promise<Person> {
  const address = parseAddress(wanted.address)
  if (!address) throw new Refused(`"${wanted.address}" is not a mail address`)
  const known = await personByAddress(tx, address.text)
  if (known) {
    if (wanted.verified && !known.verified)
      await tx('addresses').where({ id: known.addressId }).update({ verified_at: tx.fn.now() })
    if (wanted.name && !known.name) await tx('people').where({ id: known.id }).update({ name: wanted.name })
    return { ...known, name: known.name || (wanted.name ?? '') }
  }
  const [person] = await tx('people')
    .insert({ name: wanted.name ?? '' })
    .returning(['id'])
  const [row] = await tx('addresses')
    .insert({
      person_id: person.id,
      address: address.text,
      written: address.written,
      verified_at: wanted.verified ? tx.fn.now() : null,
    })
    .onConflict('address')
    .ignore()
    .returning(['id'])
  if (!row) {
    // Somebody else made the same address meanwhile: theirs stands.
    await tx('people').where({ id: person.id }).delete()
    return await ensurePerson(tx, wanted)
  }
  return {
    id: person.id,
    name: wanted.name ?? '',
    addressId: row.id,
    address: address.text,
    verified: wanted.verified !== undefined,
    trusted: true,
  }
}

/** Makes somebody known to a space: subscribing makes a contact, belonging makes a member. */
export async function ensureMembership(
  tx: Tx,
  membership: {
    spaceId: number
    personId: number
    addressId: number
    kind: 'member' | 'contact'
    name?: string
    ground: string
  },
): Promise<void> {
  await tx('memberships')
    .insert({
      space_id: membership.spaceId,
      person_id: membership.personId,
      address_id: membership.addressId,
      kind: membership.kind,
      name: membership.name ?? '',
      ground: membership.ground,
    })
    .onConflict(['space_id', 'person_id'])
    .ignore()
}

/**
 * Many people at once, in a fixed number of statements: rows of {address, name}, addresses already in
 * compared form and distinct. Returns nothing: what was there stays as it was.
 */
export async function ensurePeople(
  tx: Tx,
  people: readonly { address: string; written: string; name: string }[],
): Promise<void> {
  const addresses = people.map((p) => p.address)
  const written = people.map((p) => p.written)
  const names = people.map((p) => p.name)
  await tx.raw(
    `with wanted as (
       select * from unnest(?::text[], ?::text[], ?::text[]) as w(address, written, name)
        where not exists (select 1 from addresses a where a.address = w.address)
     ), numbered as (
       select nextval(pg_get_serial_sequence('people', 'id')) as id, w.* from wanted w
     ), made as (
       insert into people (id, name) overriding system value select id, name from numbered returning id
     )
     insert into addresses (person_id, address, written, verified_at)
     select n.id, n.address, n.written, now() from numbered n join made m on m.id = n.id`,
    [addresses, written, names],
  )
}

/** An address with what its bounces have made of it. */
export interface AddressHealth {
  readonly addressId: number
  readonly personId: number
  readonly address: string
  readonly receives: boolean
  readonly score: number
  readonly scoreAt: Date | null
  readonly probedAt: Date | null
  readonly now: Date
}

const health = `select a.id as "addressId", a.person_id as "personId", a.address, a.receives, a.score, a.score_at as "scoreAt",
    a.probed_at as "probedAt", now() as now from addresses a join people p on p.id = a.person_id and p.erased_at is null`

/** Holds an address until the transaction ends: its bounces are counted one after the other. */
export async function holdAddress(tx: Tx, addressId: number): Promise<AddressHealth | undefined> {
  return (await tx.raw(`${health} where a.id = ? for update of a`, [addressId])).rows[0]
}

/** The same for an address (compared form) that has bounces against it; undefined for one that hasn't. */
export async function holdAiling(tx: Tx, address: string): Promise<AddressHealth | undefined> {
  const { rows } = await tx.raw(
    `${health} where a.address = ? and (a.score > 0 or a.probed_at is not null or not a.receives) for update of a`,
    [address],
  )
  return rows[0]
}

/** Writes what bounces, or a sign of life, make of an address. */
export async function setHealth(
  tx: Tx,
  addressId: number,
  set: { readonly score?: number; readonly receives?: boolean; readonly probed?: 'now' | 'answered' },
): Promise<void> {
  await tx('addresses')
    .where({ id: addressId })
    .update({
      ...(set.score !== undefined && { score: set.score, score_at: tx.fn.now() }),
      ...(set.receives !== undefined && { receives: set.receives }),
      ...(set.probed && { probed_at: set.probed === 'now' ? tx.fn.now() : null }),
    })
}

/** A person's other verified addresses that mail arrives at. */
export async function otherAddresses(db: DbOrTx, personId: number, addressId: number): Promise<string[]> {
  return await db('addresses')
    .where({ person_id: personId, receives: true })
    .whereNotNull('verified_at')
    .whereNot({ id: addressId })
    .orderBy('id')
    .pluck('address')
}

/** Somebody by number, unless erased. */
export async function personById(db: DbOrTx, id: number): Promise<{ id: number; name: string } | undefined> {
  return await db('people').where({ id }).whereNull('erased_at').first('id', 'name')
}
