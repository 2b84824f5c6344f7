// Owner of reasons, preferences and exclusions, with subscription-states.ts: joining, leaving, and what leaving stops.

import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { parseAddress } from '#mta/message/address.ts'
import { cancelDeliveries } from '#mta/out/queue.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import type { List } from './lists.ts'
import { followMode, type Mode } from './modes.ts'
import { ensureMembership, ensurePeople, ensurePerson, type Person } from './people.ts'
import { Refused } from './refused.ts'

/** Puts somebody on a list. Only their own act clears an earlier leaving. */
export async function subscribe(
  tx: Tx,
  list: List,
  who: {
    address: string
    name?: string
    mode?: Mode
    source: 'own' | 'added'
    evidence: EvidenceLevel
    byPerson?: number
  },
): Promise<{ person: Person; outcome: 'subscribed' | 'already' | 'left-before' }> {
  const person = await ensurePerson(tx, {
    address: who.address,
    verified: 'verified',
    ...(who.name && { name: who.name }),
  })
  await ensureMembership(tx, {
    spaceId: list.space.id,
    personId: person.id,
    addressId: person.addressId,
    kind: 'contact',
    ground: `subscribed to ${list.address}`,
  })
  if (who.source === 'own') await tx('exclusions').where({ list_id: list.id, person_id: person.id }).delete()
  const added = await tx('reasons')
    .insert({
      list_id: list.id,
      person_id: person.id,
      source: who.source,
      evidence: who.evidence,
      by_person: who.byPerson ?? null,
    })
    .onConflict(['list_id', 'person_id'])
    .ignore()
    .returning('person_id')
  if (who.mode || added.length > 0)
    await tx('preferences')
      .insert({
        list_id: list.id,
        person_id: person.id,
        address_id: person.addressId,
        mode: who.mode ?? null,
      })
      .onConflict(['list_id', 'person_id'])
      .merge([
        who.mode ? 'mode' : 'address_id',
        // Who comes back wants to receive, whatever pause they had left with.
        ...(added.length > 0 ? ['paused_until'] : []),
      ])
  if (who.mode) await followMode(tx, { personId: person.id, listId: list.id }, who.mode)
  const excluded = await tx('exclusions').where({ list_id: list.id, person_id: person.id }).first('person_id')
  return { person, outcome: excluded ? 'left-before' : added.length > 0 ? 'subscribed' : 'already' }
}

/**
 * Takes somebody off a list for good: whatever brings them again, they stay off until they ask themselves.
 * What waits for them is cancelled in the same transaction. False when they weren't on it.
 */
export async function leave(
  tx: Tx,
  listId: number,
  personId: number,
  evidence: EvidenceLevel,
): Promise<boolean> {
  const on = await isOn(tx, listId, personId)
  await tx('reasons').where({ list_id: listId, person_id: personId }).delete()
  await tx('exclusions')
    .insert({ list_id: listId, person_id: personId, evidence })
    .onConflict(['list_id', 'person_id'])
    .ignore()
  await cancelDeliveries(tx, { personId, listId }, 'left the list')
  return on
}

/** An owner takes somebody off; they may come back by themselves or be added again. */
export async function removeSubscriber(tx: Tx, listId: number, personId: number): Promise<boolean> {
  const removed = await tx('reasons').where({ list_id: listId, person_id: personId }).delete()
  await cancelDeliveries(tx, { personId, listId }, 'removed from the list')
  return removed > 0
}

/** What somebody may change of how they receive a list. */
export interface Receiving {
  readonly mode?: Mode
  /** The last day of a pause, as YYYY-MM-DD in the list's time zone; 'open' until they say so, null for none. */
  readonly pausedThrough?: string | 'open' | null
  readonly ownPosts?: boolean
  /** Not shown to other members. */
  readonly hidden?: boolean
}

/** Changes how somebody receives a list; what waits for who pauses is cancelled. */
export async function changeReceiving(
  tx: Tx,
  list: List,
  personId: number,
  { mode, pausedThrough, ownPosts, hidden }: Receiving,
): Promise<void> {
  const until =
    pausedThrough === 'open'
      ? tx.raw(`'infinity'`)
      : tx.raw('(?::date + 1)::timestamp at time zone ?', [pausedThrough ?? null, list.settings.timeZone])
  const changed = {
    ...(mode !== undefined && { mode }),
    ...(pausedThrough !== undefined && { paused_until: until }),
    ...(ownPosts !== undefined && { own_posts: ownPosts }),
    ...(hidden !== undefined && { hidden }),
  }
  await tx('preferences')
    .insert({ list_id: list.id, person_id: personId, ...changed })
    .onConflict(['list_id', 'person_id'])
    .merge(changed)
  if (pausedThrough !== undefined && pausedThrough !== null)
    await cancelDeliveries(tx, { personId, listId: list.id }, 'paused')
  if (mode !== undefined) await followMode(tx, { personId, listId: list.id }, mode)
}

/** Those of these people whom a list does not reach now: they are not on it any more, paused, or their mailbox is. */
export async function notReceiving(
  db: DbOrTx,
  listId: number,
  personIds: readonly number[],
): Promise<number[]> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `select w.id from unnest(?::bigint[]) w (id) left join audience(?) a on a.person_id = w.id
      where a.person_id is null or a.paused`,
    [[...personIds], listId] as never,
  )
  return rows.map(({ id }) => id)
}

/** The address at which a list reaches a person; undefined when they aren't on it. */
export async function addressOn(db: DbOrTx, listId: number, personId: number): Promise<number | undefined> {
  const { rows } = await db.raw('select address_id as id from audience(?, ?)', [listId, personId])
  return rows[0]?.id
}

/** Whether a person is in a list's audience. */
export async function isOn(db: DbOrTx, listId: number, personId: number): Promise<boolean> {
  const { rows } = await db.raw('select is_in_audience(?, ?) as is_on', [listId, personId])
  return rows[0].is_on
}

export interface Subscriber {
  readonly personId: number
  readonly address: string
  readonly name: string
  readonly mode: Mode
  readonly paused: boolean
}

/** Who is on a list, by name. */
export async function subscribers(db: DbOrTx, listId: number): Promise<Subscriber[]> {
  const { rows } = await db.raw(
    `select a.person_id as "personId", a.written as address, p.name, a.mode, a.paused
       from audience(?) a join people p on p.id = a.person_id
      order by nullif(p.name, '') collate "fr-x-icu" nulls last, a.address`,
    [listId],
  )
  return rows
}

/** So many people at a time: PostgreSQL guesses how long an array is, and plans badly for very long ones. */
const PEOPLE_AT_ONCE = 200

/** Adds many people. Who left before stays off; nobody is written to. */
export async function importSubscribers(
  tx: Tx,
  list: List,
  people: readonly { address: string; name: string }[],
): Promise<{ added: number; known: number; leftBefore: number; refused: string[] }> {
  const refused: string[] = []
  const distinct = new Map<string, { address: string; written: string; name: string }>()
  for (const { address, name } of people) {
    const parsed = parseAddress(address)
    if (!parsed) refused.push(address)
    else distinct.set(parsed.text, { address: parsed.text, written: parsed.written, name })
  }
  const rows = [...distinct.values()]
  if (rows.length === 0 && refused.length > 0) throw new Refused('not one line holds a mail address')
  let added = 0
  let leftBefore = 0
  for (let from = 0; from < rows.length; from += PEOPLE_AT_ONCE) {
    const some = await importSome(tx, list, rows.slice(from, from + PEOPLE_AT_ONCE))
    added += some.added
    leftBefore += some.leftBefore
  }
  return { added, known: rows.length - added, leftBefore, refused }
}

async function importSome(
  tx: Tx,
  list: List,
  rows: readonly { address: string; written: string; name: string }[],
): Promise<{ added: number; leftBefore: number }> {
  await ensurePeople(tx, rows)
  const addresses = rows.map((r) => r.address)
  await tx.raw(
    `insert into memberships (space_id, person_id, address_id, kind, ground)
     select distinct on (a.person_id) ?::bigint, a.person_id, a.id, 'contact', ? from addresses a
      where a.address = any(?) order by a.person_id, a.id on conflict do nothing`,
    [list.space.id, `subscribed to ${list.address}`, addresses],
  )
  const made = await tx.raw(
    `insert into reasons (list_id, person_id, source) select distinct ?::bigint, a.person_id, 'imported'
       from addresses a where a.address = any(?) on conflict do nothing returning person_id`,
    [list.id, addresses],
  )
  await tx.raw(
    `insert into preferences (list_id, person_id, address_id)
     select distinct on (a.person_id) ?::bigint, a.person_id, a.id from addresses a
      where a.address = any(?) and a.person_id = any(?) order by a.person_id, a.id on conflict do nothing`,
    [list.id, addresses, made.rows.map((r: { person_id: number }) => r.person_id)],
  )
  const { rows: left } = await tx.raw(
    `select count(*) as n from exclusions e join addresses a on a.person_id = e.person_id
      where e.list_id = ? and a.address = any(?)`,
    [list.id, addresses],
  )
  return { added: made.rows.length, leftBefore: left[0].n }
}

/** How somebody gets a list now. */
export interface Reception {
  readonly address: string
  readonly mode: Mode
  /** 'open': until they come back; null: not paused. */
  readonly pausedUntil: Date | 'open' | null
  /** Their address takes mail. */
  readonly receives: boolean
  readonly ownPosts: boolean
}

/** How somebody gets a list; undefined when they aren't on it. */
export async function receptionOf(
  db: DbOrTx,
  listId: number,
  personId: number,
): Promise<Reception | undefined> {
  const { rows } = await db.raw(
    `select a.written as address, a.mode, a.own_posts as "ownPosts", n.receives,
            case when f.paused_until > now() and isfinite(f.paused_until) then f.paused_until end as until,
            f.paused_until = 'infinity' as open
       from audience(?, ?) a join addresses n on n.id = a.address_id
       left join preferences f on f.list_id = ? and f.person_id = a.person_id`,
    [listId, personId, listId],
  )
  const row = rows[0]
  return (
    row && {
      address: row.address,
      mode: row.mode,
      ownPosts: row.ownPosts,
      receives: row.receives,
      pausedUntil: row.open ? 'open' : row.until,
    }
  )
}

/** Who is on a list, by name, for who may see them; those who are hidden only where they are asked for. */
export async function membersOf(
  db: DbOrTx,
  listId: number,
  which: 'visible' | 'hidden too',
): Promise<{ readonly address: string; readonly name: string }[]> {
  const { rows } = await db.raw(
    `select a.written as address, p.name from audience(?) a join people p on p.id = a.person_id
      where not a.hidden or ? order by nullif(p.name, '') collate "fr-x-icu" nulls last, a.address`,
    [listId, which === 'hidden too'],
  )
  return rows
}

/** How many people each list reaches, in one statement. */
export async function audienceSizes(db: DbOrTx, listIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await db.raw(
    `select l.id, (select count(*) from audience(l.id)) as n from unnest(?::bigint[]) l(id)`,
    [[...listIds]],
  )
  return new Map(rows.map((row: { id: number; n: number }) => [row.id, row.n]))
}

/** The lists that reach a person, and how. */
export async function listsOf(db: DbOrTx, personId: number) {
  const { rows } = await db.raw(
    `select l.id, l.address, l.title, s.slug, s.name, a.mode, a.paused
       from lists l join spaces s on s.id = l.space_id, lateral audience(l.id, ?) a
      where l.closed_at is null order by s.name collate "fr-x-icu", l.title collate "fr-x-icu"`,
    [personId],
  )
  return rows.map(
    (r: {
      id: number
      address: string
      title: string
      slug: string
      name: string
      mode: Mode
      paused: boolean
    }) => ({
      id: r.id,
      address: r.address,
      title: r.title,
      space: { slug: r.slug, name: r.name },
      mode: r.mode,
      paused: r.paused,
    }),
  )
}
