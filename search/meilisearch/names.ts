// What PostgreSQL knows of the lists, people and messages that Meilisearch has as numbers and addresses.
import type { DbOrTx } from '#store/database.ts'

export interface KnownList {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly slug: string
  readonly spaceName: string
}

/** Lists and their spaces. */
export async function listsKnown(db: DbOrTx, lists: readonly number[]): Promise<readonly KnownList[]> {
  if (lists.length === 0) return []
  const { rows } = await db.raw<{ rows: KnownList[] }>(
    `select l.id, l.address, l.title, s.slug, s.name as "spaceName"
       from lists l join spaces s on s.id = l.space_id where l.id = any(?::bigint[])`,
    [[...lists]],
  )
  return rows
}

/** The name that goes with each address, lower case, in the newest message of its author. */
export async function peopleKnown(
  db: DbOrTx,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (addresses.length === 0) return new Map()
  const { rows } = await db.raw<{ rows: { address: string; name: string }[] }>(
    `select a.address, m.from_name as name from unnest(?::text[]) a(address) cross join lateral (
       select from_name from messages
        where text_key(lower(from_address)) = text_key(a.address) and lower(from_address) = a.address
        order by dated_at desc, id desc limit 1) m`,
    [[...addresses]],
  )
  return new Map(rows.map(({ address, name }) => [address, name]))
}

/** The lists in which each message from the first to the last is shown; those shown nowhere are left out. */
export async function shownIn(
  db: DbOrTx,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await db.raw<{ rows: { id: number; list: number }[] }>(
    `select message_id as id, list_id as list from postings
      where state = 'shown' and message_id between ? and ? order by message_id, list_id`,
    [first, last],
  )
  const shown = new Map<number, number[]>()
  for (const { id, list } of rows) shown.set(id, [...(shown.get(id) ?? []), list])
  return shown
}

/** Those of the messages that PostgreSQL's own index has, and some list shows. */
export async function foundIn(db: DbOrTx, messageIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `select message_id as id from search_entries
      where part = 0 and lists <> '{}' and message_id = any(?::bigint[])`,
    [[...messageIds]],
  )
  return new Set(rows.map(({ id }) => id))
}
