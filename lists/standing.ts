// Who a person is to each of some lists: read once, judged by policies.
import type { DbOrTx } from '#store/database.ts'
import type { Question } from '#store/questions.ts'
import type { Person } from './people.ts'
import { type PolicyRule, type Standing, stranger } from './policy.ts'

/** The spaces, groups and lists that rules name. */
function named(rules: readonly PolicyRule[]) {
  const ids = { memberOf: new Set<number>(), inGroups: new Set<number>(), inLists: new Set<number>() }
  for (const { who } of rules) {
    if (typeof who === 'string') continue
    if ('memberOf' in who) ids.memberOf.add(who.memberOf)
    if ('inGroup' in who) ids.inGroups.add(who.inGroup)
    if ('inList' in who) ids.inLists.add(who.inList)
  }
  return ids
}

interface Row {
  listId: number | null
  subscriber: boolean
  roles: Standing['roles'] | null
  memberOf: number[] | null
  inGroups: number[] | null
  inLists: number[] | null
}

const columns = `
  is_in_audience(l.id, p.id) as subscriber,
  (select array_agg(distinct r.role) from roles r
    where r.person_id = p.id and (r.until is null or r.until > now())
      and (r.list_id = l.id or r.space_id = l.space_id or num_nonnulls(r.list_id, r.space_id) = 0)) as roles,
  (select array_agg(x.id) from (
     select m.space_id from memberships m
      where m.person_id = p.id and m.kind = 'member' and m.until is null and m.space_id = any(:spaces)
     union select d.collective_id from delegates d
      where d.person_id = p.id and d.collective_id = any(:spaces)) x(id)) as "memberOf",
  (select array_agg(g.group_id) from group_members g
    where g.person_id = p.id and g.group_id = any(:groups)) as "inGroups",
  (select array_agg(o.id) from unnest(:lists::bigint[]) o(id) where is_in_audience(o.id, p.id)) as "inLists"`

type Asked = readonly { readonly id: number; readonly rules: readonly PolicyRule[] }[]

function bindings(lists: Asked) {
  const asked = named(lists.flatMap((l) => [...l.rules]))
  return {
    spaces: [...asked.memberOf],
    groups: [...asked.inGroups],
    lists: [...asked.inLists],
    wanted: lists.map((l) => l.id),
  }
}

function toStanding(row: Row, personId: number): Standing {
  return {
    personId,
    subscriber: row.subscriber,
    roles: row.roles ?? [],
    memberOf: row.memberOf ?? [],
    inGroups: row.inGroups ?? [],
    inLists: row.inLists ?? [],
  }
}

/** A person by number; where they are known by an address alone, with whether it is trusted. */
export type Known = number | Pick<Person, 'id' | 'trusted'>

/**
 * A person's standing on each list, in one statement. `member of` a collective means its delegates. Known by an address
 * that isn't trusted yet, they hold no role.
 */
export async function standings(
  db: DbOrTx,
  person: Known | undefined,
  lists: Asked,
): Promise<Map<number, Standing>> {
  if (person === undefined) return new Map(lists.map((l) => [l.id, stranger]))
  const { id, trusted } = typeof person === 'number' ? { id: person, trusted: true } : person
  const { rows } = await db.raw(
    `select l.id as "listId", ${columns}
       from unnest(:wanted::bigint[]) w(id) join lists l on l.id = w.id join people p on p.id = :person`,
    { ...bindings(lists), person: id },
  )
  return new Map(
    rows.map((row: Row) => [row.listId, { ...toStanding(row, id), ...(!trusted && { roles: [] }) }]),
  )
}

/** The person behind an address, and what they are to each list. */
export interface AuthorStandings {
  readonly person?: Person
  readonly standings: Map<number, Standing>
}

/**
 * The same for whoever has an address; '' is nobody's. An address that nobody has verified recognises nobody; one
 * that isn't trusted yet holds no role.
 */
export function authorStandings(address: string, lists: Asked): Question<AuthorStandings> {
  return {
    sql: `select p.id, p.name, a.id as "addressId", a.address, a.verified_at is not null as verified,
             a.trusted, (a.score > 0 or a.probed_at is not null or not a.receives) as ailing, s.*
       from addresses a join people p on p.id = a.person_id and p.erased_at is null
       left join lateral (
         select l.id as "listId", ${columns}
           from unnest(:wanted::bigint[]) w(id) join lists l on l.id = w.id
          where a.verified_at is not null) s on true
      where a.address = :address`,
    bindings: { ...bindings(lists), address },
    read: (rows: readonly (Row & Person)[]) => {
      const [first] = rows
      if (!first) return { standings: new Map() }
      const { id, name, addressId, verified, trusted, ailing } = first
      const standingOf = (row: Row) => ({ ...toStanding(row, id), ...(!trusted && { roles: [] }) })
      return {
        person: { id, name, addressId, address, verified, trusted, ...(ailing && { ailing }) },
        standings: new Map(
          rows.flatMap((row) => (row.listId === null ? [] : [[row.listId, standingOf(row)] as const])),
        ),
      }
    },
  }
}
