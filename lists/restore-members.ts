// Puts people on a list as lists/list-export.ts told them; nobody is written to. With subscriptions.ts the owner of
// reasons, preferences and exclusions.
import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import type { ListMember } from './list-export.ts'
import type { List } from './lists.ts'
import { modes } from './modes.ts'
import { ensurePeople } from './people.ts'
import { grantRole, type Role } from './roles.ts'

/** What became of the members; `refused` are lines that hold no mail address. */
export interface RestoredMembers {
  readonly subscribers: number
  readonly left: number
  readonly roles: number
  /** Were on the list already, or had left it. */
  readonly known: number
  readonly refused: readonly string[]
}

const SOURCES = ['own', 'added', 'imported']
const ROLES: readonly Role[] = ['owner', 'moderator']
const A_ROUND = 200 // people at once, as in subscriptions.ts

/** Everybody as they were: subscribers with their preferences, roles, and who left stays away. What is there stays. */
export async function restoreMembers(
  tx: Tx,
  list: List,
  members: AsyncIterable<ListMember>,
): Promise<RestoredMembers> {
  const sum = { subscribers: 0, left: 0, roles: 0, known: 0 }
  const refused: string[] = []
  const restore = async (round: ReadonlyMap<string, ListMember>) => {
    const made = await restoreSome(tx, list, round)
    for (const what of ['subscribers', 'left', 'roles', 'known'] as const) sum[what] += made[what]
  }
  let round = new Map<string, ListMember>()
  for await (const member of members) {
    const address = parseAddress(member.address)
    if (address) round.set(address.text, { ...member, address: address.written })
    else refused.push(member.address)
    if (round.size < A_ROUND) continue
    await restore(round)
    round = new Map()
  }
  await restore(round)
  return { ...sum, refused }
}

async function restoreSome(
  tx: Tx,
  list: List,
  members: ReadonlyMap<string, ListMember>,
): Promise<Omit<RestoredMembers, 'refused'>> {
  if (members.size === 0) return { subscribers: 0, left: 0, roles: 0, known: 0 }
  await ensurePeople(
    tx,
    [...members].map(([address, { address: written, name }]) => ({ address, written, name })),
  )
  const { rows } = await tx.raw<{ rows: { address: string; personId: number; became: string | null }[] }>(
    `with wanted as (
       select distinct on (a.person_id) a.person_id, a.id as address_id, w.*
         from jsonb_to_recordset(?::jsonb) w (address text, standing text, since timestamptz, source text, mode text,
              paused_until timestamptz, own_posts boolean, when_addressed boolean, hidden boolean)
         join addresses a on a.address = w.address
        order by a.person_id, a.id),
     known as (
       insert into memberships (space_id, person_id, address_id, kind, ground)
       select ?::bigint, person_id, address_id, 'contact', ? from wanted where standing <> 'left'
       on conflict do nothing),
     gone as (
       insert into exclusions (list_id, person_id, since)
       select ?::bigint, w.person_id, coalesce(w.since, now()) from wanted w
        where w.standing = 'left'
          and not exists (select from reasons r where r.list_id = ?::bigint and r.person_id = w.person_id)
       on conflict do nothing returning person_id),
     joined as (
       insert into reasons (list_id, person_id, source, since)
       select ?::bigint, person_id, source, coalesce(since, now()) from wanted where standing = 'subscriber'
       on conflict do nothing returning person_id),
     preferring as (
       insert into preferences (list_id, person_id, address_id, mode, paused_until, own_posts, when_addressed, hidden)
       select ?::bigint, person_id, address_id, mode, paused_until, own_posts, when_addressed, hidden from wanted
        where standing <> 'neither'
       on conflict do nothing)
     select w.address, w.person_id as "personId",
            case when g.person_id is not null then 'left' when j.person_id is not null then 'subscriber' end as became
       from wanted w left join gone g using (person_id) left join joined j using (person_id)`,
    [
      JSON.stringify([...members].map(([address, member]) => rowOf(address, member))),
      list.space.id,
      `was on ${list.address} elsewhere`,
      ...Array.from({ length: 4 }, () => list.id),
    ],
  )
  let roles = 0
  for (const { address, personId } of rows)
    for (const role of ROLES.filter((one) => members.get(address)?.roles.includes(one))) {
      await grantRole(tx, { personId, role, listId: list.id })
      roles++
    }
  const became = (what: string) => rows.filter((row) => row.became === what).length
  const wanted = rows.filter(({ address }) => members.get(address)?.standing !== 'neither').length
  const [subscribers, left] = [became('subscriber'), became('left')]
  return { subscribers, left, roles, known: wanted - subscribers - left }
}

function rowOf(address: string, member: ListMember): object {
  const { source, mode } = member
  return {
    address,
    standing: member.standing,
    since: member.since,
    source: source !== undefined && SOURCES.includes(source) ? source : 'imported',
    mode: modes.find((one) => one === mode) ?? null,
    paused_until: member.pausedUntil,
    own_posts: member.ownPosts ?? true,
    when_addressed: member.whenAddressed ?? true,
    hidden: member.hidden ?? false,
  }
}
