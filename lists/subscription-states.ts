// Part of the owner of reasons and preferences (subscriptions.ts): what a bulk act changes for each person, and how it
// is put back.
import { cancelDeliveries } from '#mta/out/queue.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { vouchFor } from './addresses-of-people.ts'
import type { List } from './lists.ts'
import { ensurePeople } from './people.ts'

/** Rows as PostgreSQL gives them in JSON; null where there is none. */
interface State {
  readonly reason: object | null
  readonly preference: object | null
  readonly excluded: boolean
}

/** What an act changed for one person. */
export interface Change {
  readonly personId: number
  readonly before: State
  readonly after: State
}

/** What an address is to a list. */
export interface Found {
  readonly address: string
  readonly personId: number
  readonly name: string
  readonly isOn: boolean
  /** They are on it by themselves or by an owner, not (only) because an association takes part. */
  readonly hasReason: boolean
  readonly left: boolean
}

/** Those of these addresses (compared form) that we know, by address. */
export async function findOnList(
  db: DbOrTx,
  listId: number,
  addresses: readonly string[],
): Promise<Map<string, Found>> {
  const { rows } = await db.raw(
    `select a.address, p.id as "personId", p.name, is_in_audience(:list, p.id) as "isOn",
            exists (select from reasons r where r.list_id = :list and r.person_id = p.id) as "hasReason",
            exists (select from exclusions e where e.list_id = :list and e.person_id = p.id) as left
       from addresses a join people p on p.id = a.person_id and p.erased_at is null
      where a.address = any(:addresses)`,
    { list: listId, addresses: [...addresses] },
  )
  return new Map(rows.map((row: Found) => [row.address, row]))
}

async function statesOf(tx: Tx, listId: number, personIds: readonly number[]): Promise<Map<number, State>> {
  const { rows } = await tx.raw(
    `select p.id, to_jsonb(r) as reason, to_jsonb(f) as preference, e.person_id is not null as excluded
       from unnest(:people::bigint[]) p(id)
       left join reasons r on r.list_id = :list and r.person_id = p.id
       left join preferences f on f.list_id = :list and f.person_id = p.id
       left join exclusions e on e.list_id = :list and e.person_id = p.id`,
    { list: listId, people: [...personIds] },
  )
  return new Map(rows.map(({ id, ...state }: State & { id: number }) => [id, state]))
}

async function changing(
  tx: Tx,
  listId: number,
  personIds: readonly number[],
  act: () => Promise<void>,
): Promise<Change[]> {
  const before = await statesOf(tx, listId, personIds)
  await act()
  const after = await statesOf(tx, listId, personIds)
  return [...new Set(personIds)].map((personId) => ({
    personId,
    before: before.get(personId)!,
    after: after.get(personId)!,
  }))
}

/** An owner puts these people (compared addresses, distinct) on a list; what it changed. */
export async function addMany(
  tx: Tx,
  list: List,
  people: readonly { readonly address: string; readonly written: string; readonly name: string }[],
  byPerson: number,
): Promise<Change[]> {
  await ensurePeople(tx, people)
  const addresses = people.map(({ address }) => address)
  await vouchFor(tx, addresses)
  const { rows } = await tx.raw(
    `select distinct on (person_id) person_id, id from addresses where address = any(?) order by person_id, id`,
    [addresses],
  )
  const personIds = rows.map((row: { person_id: number }) => row.person_id)
  const given = {
    list: list.id,
    space: list.space.id,
    ground: `subscribed to ${list.address}`,
    people: personIds,
    addresses: rows.map((row: { id: number }) => row.id),
    by: byPerson,
  }
  return await changing(tx, list.id, personIds, async () => {
    await tx.raw(
      `insert into memberships (space_id, person_id, address_id, kind, ground)
       select :space, p, a, 'contact', :ground from unnest(:people::bigint[], :addresses::bigint[]) u(p, a)
       on conflict do nothing`,
      given,
    )
    await tx.raw(
      `insert into reasons (list_id, person_id, source, evidence, by_person)
       select :list, p, 'added', 'confirmed', :by from unnest(:people::bigint[]) u(p) on conflict do nothing`,
      given,
    )
    await tx.raw(
      `insert into preferences (list_id, person_id, address_id)
       select :list, p, a from unnest(:people::bigint[], :addresses::bigint[]) u(p, a) on conflict do nothing`,
      given,
    )
  })
}

/** An owner takes these people off a list; what it changed. How they receive it stays known, should they come back. */
export async function removeMany(
  tx: Tx,
  list: List,
  personIds: readonly number[],
  why: string,
): Promise<Change[]> {
  return await changing(tx, list.id, personIds, async () => {
    await tx.raw(`delete from reasons where list_id = ? and person_id = any(?)`, [list.id, [...personIds]])
    for (const personId of personIds) await cancelDeliveries(tx, { personId, listId: list.id }, why)
  })
}

/**
 * Puts back what an act changed, and says for whom. Who has done something since (left, joined, changed how they
 * receive) is left as they chose: their state isn't the one that the act left them in.
 */
export async function putBack(tx: Tx, listId: number, changes: readonly Change[]): Promise<number[]> {
  // Locked until the end, so that nobody's own act falls between the comparison and the writing.
  await tx.raw(`select from people where id = any(?) order by id for update`, [
    changes.map(({ personId }) => personId),
  ])
  const { rows } = await tx.raw(
    `select c."personId" from jsonb_to_recordset(:changes::jsonb) c("personId" bigint, after jsonb)
       left join reasons r on r.list_id = :list and r.person_id = c."personId"
       left join preferences f on f.list_id = :list and f.person_id = c."personId"
       left join exclusions e on e.list_id = :list and e.person_id = c."personId"
      where coalesce(to_jsonb(r) @> (c.after->'reason'), c.after->'reason' = 'null')
        and coalesce(to_jsonb(f) @> (c.after->'preference'), c.after->'preference' = 'null')
        and (e.person_id is not null) = (c.after->>'excluded')::boolean`,
    { list: listId, changes: JSON.stringify(changes) },
  )
  const same = new Set<number>(rows.map((row: { personId: number }) => row.personId))
  const back = changes.filter(({ personId }) => same.has(personId))
  const gone = back.filter(({ before }) => before.reason === null).map(({ personId }) => personId)
  const unset = back.filter(({ before }) => before.preference === null).map(({ personId }) => personId)
  await tx.raw(`delete from reasons where list_id = ? and person_id = any(?)`, [listId, gone])
  await tx.raw(`delete from preferences where list_id = ? and person_id = any(?)`, [listId, unset])
  for (const personId of gone) await cancelDeliveries(tx, { personId, listId }, 'an addition was undone')
  await tx.raw(
    `insert into reasons select (jsonb_populate_record(null::reasons, c.before->'reason')).*
       from jsonb_to_recordset(?::jsonb) c(before jsonb) where c.before->'reason' <> 'null' on conflict do nothing`,
    [JSON.stringify(back)],
  )
  return back.map(({ personId }) => personId)
}

/** A list's members in numbers; `came` and `left` (by themselves) in the last 30 days. */
export interface Figures {
  readonly members: number
  /** Of each mode that anybody has. */
  readonly modes: Readonly<Record<string, number>>
  readonly paused: number
  /** Their address refuses mail. */
  readonly bounced: number
  readonly came: number
  readonly left: number
}

/** Counts them. */
export async function figuresOf(db: DbOrTx, listId: number): Promise<Figures> {
  const { rows } = await db.raw(
    `with members as (
       select a.mode, a.paused, d.receives from audience(:list) a join addresses d on d.id = a.address_id)
     select (select count(*) from members) as members,
            (select coalesce(jsonb_object_agg(mode, n), '{}') from
              (select mode, count(*) as n from members group by mode) m) as modes,
            (select count(*) from members where paused and receives) as paused,
            (select count(*) from members where not receives) as bounced,
            (select count(*) from reasons where list_id = :list and since > now() - interval '30 days') as came,
            (select count(*) from exclusions where list_id = :list and since > now() - interval '30 days') as left`,
    { list: listId },
  )
  return rows[0]
}

/** From one of a person's addresses to another: where their lists arrive. */
export async function moveDelivery(
  tx: Tx,
  personId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await tx('preferences').where({ person_id: personId, address_id: from }).update({ address_id: to })
}

/**
 * These people by name, and by the address at which the list reaches them or did, else by which its space knows them: their
 * other addresses are nobody's business. In the order of these addresses.
 */
export async function peopleAsKnown(
  db: DbOrTx,
  list: List,
  personIds: readonly number[],
): Promise<{ readonly id: number; readonly name: string; readonly address: string }[]> {
  const { rows } = await db.raw(
    `select p.id, p.name, a.written as address
       from people p
       left join lateral audience(:list, p.id) on_list on true
       left join preferences f on f.list_id = :list and f.person_id = p.id
       left join memberships m on m.space_id = :space and m.person_id = p.id
       join addresses a on a.id = coalesce(on_list.address_id, f.address_id, m.address_id,
              (select n.id from addresses n where n.person_id = p.id order by n.linked_at nulls first, n.id limit 1))
      where p.id = any(:people) and p.erased_at is null
      order by a.address, p.id`,
    { list: list.id, space: list.space.id, people: [...personIds] },
  )
  return rows
}
