// What a list is, how it is set and who is on it, for taking it elsewhere (lists/list-restore.ts puts it there).
import type { DbOrTx } from '#store/database.ts'
import type { ListSettings } from './list-settings.ts'
import type { List } from './lists.ts'
import { type OwnSentence, ownSentences } from './mails/own-sentences.ts'
import { policiesOf } from './policies.ts'
import { type Act, acts } from './policy.ts'
import { type PortableRule, portableRules } from './portable-rules.ts'

/** A list without its people: only the settings that are its own, and what it allows, inherited or not. */
export interface ListFacts {
  readonly title: string
  readonly description: string
  readonly settings: Partial<ListSettings>
  readonly policies: Partial<
    Record<Act, { readonly preset?: string; readonly rules: readonly PortableRule[] }>
  >
  /** What it says in its own words. */
  readonly sentences: readonly OwnSentence[]
}

/** Somebody on a list, who left it, or who runs it without being on it; what is absent is as everybody has it. */
export interface ListMember {
  readonly address: string
  readonly name: string
  readonly standing: 'subscriber' | 'left' | 'neither'
  readonly since?: Date
  readonly source?: string
  readonly mode?: string
  readonly pausedUntil?: Date
  readonly ownPosts?: boolean
  readonly whenAddressed?: boolean
  readonly hidden?: boolean
  readonly roles: readonly string[]
}

/** How a list is set. */
export async function listFacts(db: DbOrTx, list: List): Promise<ListFacts> {
  const { title, description, id } = list
  const row: { settings: Partial<ListSettings> } = await db('lists').where({ id }).first('settings')
  const policies: { -readonly [A in Act]?: ListFacts['policies'][A] } = {}
  for (const act of acts) {
    const policy = (await policiesOf(db, [id], act)).get(id)
    if (policy) policies[act] = { ...policy, rules: await portableRules(db, policy.rules) }
  }
  const sentences = await ownSentences(db, { listId: id })
  return { title, description, settings: row.settings, policies, sentences }
}

type Row = {
  [K in keyof ListMember]-?: undefined extends ListMember[K]
    ? NonNullable<ListMember[K]> | null
    : ListMember[K]
}

/** Everybody who has to do with a list, by address; participations' people apart: those are their associations'. */
export async function membersOf(db: DbOrTx, list: List): Promise<ListMember[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with people_of as (
       select person_id from reasons where list_id = ?
       union select person_id from exclusions where list_id = ?
       union select person_id from roles
              where list_id = ? and role <> 'administrator' and for_space_id is null and (until is null or until > now()))
     select a.written as address, coalesce(nullif(m.name, ''), p.name) as name,
            case when e.person_id is not null then 'left' when r.person_id is not null then 'subscriber'
                 else 'neither' end as standing,
            coalesce(e.since, r.since) as since, r.source, f.mode, f.paused_until as "pausedUntil",
            nullif(f.own_posts, true) as "ownPosts", nullif(f.when_addressed, true) as "whenAddressed",
            nullif(f.hidden, false) as hidden,
            array(select o.role from roles o
                   where o.person_id = p.id and o.list_id = l.id and o.role <> 'administrator'
                     and o.for_space_id is null and (o.until is null or o.until > now()) order by o.role) as roles
       from people_of h
       join people p on p.id = h.person_id and p.erased_at is null
       join lists l on l.id = ?
       left join reasons r on r.list_id = l.id and r.person_id = p.id
       left join exclusions e on e.list_id = l.id and e.person_id = p.id
       left join preferences f on f.list_id = l.id and f.person_id = p.id
       left join memberships m on m.space_id = l.space_id and m.person_id = p.id
       join lateral (
         select n.written, n.address from addresses n where n.person_id = p.id and n.verified_at is not null
          order by n.id = f.address_id desc nulls last, n.id = m.address_id desc nulls last, n.id limit 1) a on true
      order by a.address collate "C"`,
    [list.id, list.id, list.id, list.id],
  )
  return rows.map(memberOf)
}

function memberOf({ address, name, standing, roles, ...rest }: Row): ListMember {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  return { address, name, standing, roles, ...said }
}
