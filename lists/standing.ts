// Who a person is to each of some lists: read once, judged by policies.
import type { DbOrTx } from '#store/database.ts'
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
  listId: number
  subscriber: boolean
  roles: Standing['roles'] | null
  memberOf: number[] | null
  inGroups: number[] | null
  inLists: number[] | null
}

/** A person's standing on each list, in one statement. `member of` a collective means its delegates. */
export async function standings(
  db: DbOrTx,
  person: { readonly id: number; readonly address?: string } | undefined,
  lists: readonly { readonly id: number; readonly rules: readonly PolicyRule[] }[],
): Promise<Map<number, Standing>> {
  if (!person) return new Map(lists.map((l) => [l.id, stranger]))
  const asked = named(lists.flatMap((l) => [...l.rules]))
  const { rows } = await db.raw(
    `select l.id as "listId",
            is_in_audience(l.id, :person) as subscriber,
            (select array_agg(distinct r.role) from roles r
              where r.person_id = :person and (r.until is null or r.until > now())
                and (r.list_id = l.id or r.space_id = l.space_id or num_nonnulls(r.list_id, r.space_id) = 0)) as roles,
            (select array_agg(x.id) from (
               select m.space_id from memberships m
                where m.person_id = :person and m.kind = 'member' and m.until is null and m.space_id = any(:spaces)
               union select d.collective_id from delegates d
                where d.person_id = :person and d.collective_id = any(:spaces)) x(id)) as "memberOf",
            (select array_agg(g.group_id) from group_members g
              where g.person_id = :person and g.group_id = any(:groups)) as "inGroups",
            (select array_agg(o.id) from unnest(:lists::bigint[]) o(id)
              where is_in_audience(o.id, :person)) as "inLists"
       from unnest(:wanted::bigint[]) w(id) join lists l on l.id = w.id`,
    {
      person: person.id,
      spaces: [...asked.memberOf],
      groups: [...asked.inGroups],
      lists: [...asked.inLists],
      wanted: lists.map((l) => l.id),
    },
  )
  return new Map(
    rows.map((row: Row) => [
      row.listId,
      {
        personId: person.id,
        ...(person.address !== undefined && { address: person.address }),
        subscriber: row.subscriber,
        roles: row.roles ?? [],
        memberOf: row.memberOf ?? [],
        inGroups: row.inGroups ?? [],
        inLists: row.inLists ?? [],
      },
    ]),
  )
}
