// Owner of the table lists.
import { parseAddress } from '#mta/message/address.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { checkListName, claimAddresses } from './list-addresses.ts'
import { effectiveSettings, type ListSettings } from './list-settings.ts'
import { setPolicy } from './policies.ts'
import { allPresets, type PresetName } from './presets.ts'
import { Refused } from './refused.ts'
import type { Space } from './spaces.ts'

/** A posting address with its settings in effect. */
export interface List {
  readonly id: number
  readonly address: string
  /** RFC 2919, fixed at creation. */
  readonly listId: string
  readonly title: string
  readonly description: string
  readonly settings: ListSettings
  readonly space: { readonly id: number; readonly slug: string; readonly name: string }
}

const select = `
  select l.id, l.address, l.list_id as "listId", l.title, l.description, l.settings,
         s.id as space_id, s.slug as space_slug, s.name as space_name, s.settings as space_settings,
         i.settings as instance_settings
    from lists l join spaces s on s.id = l.space_id cross join instance i`

interface Row {
  id: number
  address: string
  listId: string
  title: string
  description: string
  settings: Partial<ListSettings>
  space_id: number
  space_slug: string
  space_name: string
  space_settings: Partial<ListSettings>
  instance_settings: Partial<ListSettings>
}

function toList(row: Row): List {
  return {
    id: row.id,
    address: row.address,
    listId: row.listId,
    title: row.title,
    description: row.description,
    settings: effectiveSettings(row.instance_settings, row.space_settings, row.settings),
    space: { id: row.space_id, slug: row.space_slug, name: row.space_name },
  }
}

/** Makes a list in a space with the policies of a preset. */
export async function createList(
  tx: Tx,
  wanted: {
    address: string
    space: Space
    title?: string
    description?: string
    preset: PresetName
    domain: string
    /** RFC 2919; absent: made of the address. */
    listId?: string
  },
): Promise<List> {
  const address = parseAddress(wanted.address)
  if (!address) throw new Refused(`"${wanted.address}" is not a mail address`)
  checkListName(address.local.toLowerCase())
  const allowed = [wanted.domain, `${wanted.space.slug}.${wanted.domain}`, wanted.space.domain]
  if (!allowed.includes(address.domain))
    throw new Refused(
      `${address.text}: the space "${wanted.space.slug}" may use ${allowed.filter(Boolean).join(', ')}; give another domain to the space with --domain`,
    )
  const preset = allPresets[wanted.preset]
  const [row] = await tx('lists')
    .insert({
      space_id: wanted.space.id,
      address: address.text,
      list_id: wanted.listId ?? address.text.replace('@', '.'),
      title: wanted.title ?? address.local,
      description: wanted.description ?? '',
      settings: preset.settings,
    })
    .onConflict()
    .ignore()
    .returning(['id'])
  if (!row) throw new Refused(`there is already a list ${address.text}`)
  await claimAddresses(tx, row.id, address.text)
  for (const [act, rules] of Object.entries(preset.policies))
    await setPolicy(tx, {
      listId: row.id,
      act: act as keyof typeof preset.policies,
      preset: wanted.preset,
      rules,
    })
  return (await listById(tx, row.id))!
}

/** The open list with that number. */
export async function listById(db: DbOrTx, id: number): Promise<List | undefined> {
  const { rows } = await db.raw(`${select} where l.id = ? and l.closed_at is null`, [id])
  return rows[0] && toList(rows[0])
}

/** Open lists by number, in one statement. */
export async function listsById(db: DbOrTx, ids: readonly number[]): Promise<Map<number, List>> {
  const { rows } = await db.raw(`${select} where l.id = any(?) and l.closed_at is null`, [[...ids]])
  return new Map(rows.map((row: Row) => [row.id, toList(row)]))
}

/** The open list that has or had this posting address; `moved` when it has another now. */
export async function listByAddress(
  db: DbOrTx,
  address: string,
): Promise<{ list: List; moved: boolean } | undefined> {
  const { rows } = await db.raw(
    `${select} join list_addresses a on a.list_id = l.id and a.intent = 'post'
      where a.address = ? and l.closed_at is null`,
    [address.toLowerCase()],
  )
  const list = rows[0] && toList(rows[0])
  return list && { list, moved: list.address !== address.toLowerCase() }
}

/** The open lists of a space, or of all, by title as a French reader sorts them. */
export async function allLists(db: DbOrTx, spaceId?: number): Promise<List[]> {
  const { rows } = await db.raw(
    `${select} where l.closed_at is null and (?::bigint is null or l.space_id = ?) order by l.title collate "fr-x-icu", l.id`,
    [spaceId ?? null, spaceId ?? null],
  )
  return rows.map(toList)
}

/** Changes what differs from the space; undefined values go back to it. */
export async function updateList(
  tx: Tx,
  listId: number,
  change: { title?: string; description?: string; settings?: Partial<ListSettings> },
): Promise<void> {
  if (change.title !== undefined) await tx('lists').where({ id: listId }).update({ title: change.title })
  if (change.description !== undefined)
    await tx('lists').where({ id: listId }).update({ description: change.description })
  if (change.settings)
    await tx('lists')
      .where({ id: listId })
      .update({ settings: tx.raw('settings || ?::jsonb', [JSON.stringify(change.settings)]) })
}

/** Closes a list: it takes no mail, its addresses stay taken and its archive stays. */
export async function closeList(tx: Tx, listId: number): Promise<void> {
  await tx('lists').where({ id: listId }).update({ closed_at: tx.fn.now() })
}
