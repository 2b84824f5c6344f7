// Which list each archive of a folder belongs to.
import type { Box } from '#archive/import/boxes.ts'
import { allLists, createList, type List, listByAddress } from '#lists/lists.ts'
import type { PresetName } from '#lists/presets.ts'
import { Refused } from '#lists/refused.ts'
import { spaceBySlug } from '#lists/spaces.ts'
import type { Data } from '../../data.ts'

/** An archive and where it goes; without `list`, to a list of that address that there is not. */
export interface Destination {
  readonly box: Box
  readonly address: string
  readonly list?: List
}

/** The list of each archive, by its address, or by what stands before the @ where only one list has that. */
export async function destinations({ db, settings }: Data, boxes: readonly Box[]): Promise<Destination[]> {
  const lists = await allLists(db)
  const found: Destination[] = []
  for (const box of boxes) {
    const address = box.name.includes('@') ? box.name : `${box.name}@${settings.domain}`
    const named = (await listByAddress(db, address))?.list ?? (await theOnly(lists, box))
    found.push(named ? { box, address: named.address, list: named } : { box, address })
  }
  return found
}

async function theOnly(lists: readonly List[], { name, path }: Box): Promise<List | undefined> {
  if (name.includes('@')) return undefined
  const [one, ...more] = lists.filter(({ address }) => address.startsWith(`${name}@`))
  if (more.length > 0)
    throw new Refused(
      `${path} may be of ${[one!, ...more].map(({ address }) => address).join(' or ')}: name it after the whole address`,
    )
  return one
}

/** Makes the lists that there are not: all, or none when one cannot be made. */
export async function makeMissing<T extends Destination>(
  { db, settings }: Data,
  wanted: readonly T[],
  { space: slug, preset }: { readonly space?: string; readonly preset: PresetName },
): Promise<(T & { readonly listId: number })[]> {
  return await db.transaction(async (tx) => {
    const space = slug === undefined ? undefined : await spaceBySlug(tx, slug)
    if (slug !== undefined && !space) throw new Refused(`there is no space "${slug}"`)
    const made = new Map<string, number>()
    const ready: (T & { listId: number })[] = []
    for (const one of wanted) {
      const { address, list } = one
      const known = list?.id ?? made.get(address)
      const listId =
        known ?? (await createList(tx, { address, space: space!, preset, domain: settings.domain })).id
      made.set(address, listId)
      ready.push({ ...one, listId })
    }
    return ready
  })
}
