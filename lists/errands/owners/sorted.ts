// The people that somebody named, by what they are to the list.
import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import type { Named } from '../../commands/people.ts'
import type { List } from '../../lists.ts'
import type { Site } from '../../site.ts'
import { type Found, findOnList } from '../../subscription-states.ts'
import { type Section, section } from './preview.ts'
import type { WantedPeople } from './wanted.ts'

export interface Sorted {
  /** Not on it, and they never left by themselves. */
  readonly fresh: readonly Named[]
  readonly on: readonly Found[]
  /** Left by themselves: only they can come back. */
  readonly left: readonly Named[]
  /** Addresses of lists. */
  readonly ours: readonly Named[]
}

/** Sorts them as they stand now. */
export async function sorted(
  tx: Tx,
  site: Site,
  list: List,
  { people }: Pick<WantedPeople, 'people'>,
): Promise<Sorted> {
  const known = await findOnList(
    tx,
    list.id,
    people.map(({ address }) => address),
  )
  const ours = await site.directory.lookUp(people.flatMap(({ address }) => parseAddress(address) ?? []))
  const others = people.filter(({ address }) => !isOurs(site, ours, address))
  return {
    fresh: others.filter(({ address }) => !known.get(address)?.isOn && !known.get(address)?.left),
    on: others.flatMap(({ address }) => {
      const found = known.get(address)
      return found?.isOn ? [found] : []
    }),
    left: others.filter(({ address }) => known.get(address)?.left),
    ours: people.filter(({ address }) => isOurs(site, ours, address)),
  }
}

// The robots' own addresses too: mail to them would be answered.
function isOurs(site: Site, ours: ReadonlyMap<string, unknown>, address: string): boolean {
  const { domain } = site.platform
  return (
    ours.has(address) ||
    /^(?:bounces|confirm)\+/.test(address) ||
    address === `relais@${domain}` ||
    address === `sympa@${domain}`
  )
}

/** What was written and cannot be used. */
export const unusable = (
  { unread, tooMany }: Pick<WantedPeople, 'unread' | 'tooMany'>,
  ours: readonly Named[],
): Section[] => [
  section(
    'ours',
    ours.map(({ written }) => written),
  ),
  section('unread', unread),
  { what: 'too-many', count: tooMany },
]
