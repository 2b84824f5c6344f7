// What every act on many has: whether somebody may, what it would do, and doing it.
import type { Tx } from '#store/database.ts'
import type { List } from '../../lists.ts'
import type { Role } from '../../roles.ts'
import type { Site } from '../../site.ts'
import type { Section } from './preview.ts'
import type { Wanted } from './wanted.ts'

/** Who asks, and what they are to the list from the address that they write from. */
export interface By {
  readonly personId: number
  readonly address: string
  /** Their name, or their address; one line. */
  readonly name: string
  readonly roles: readonly Role[]
}

/** What an act would do; with nothing `changed` nobody is asked for a OUI. */
export interface Plan {
  readonly sections: readonly Section[]
  readonly changed: number
}

/** What an act did; `bulkId` where it can be undone. */
export interface Done {
  readonly sections: readonly Section[]
  readonly bulkId?: number
}

export interface Kind<W extends Wanted> {
  /** Whether somebody may, proved as they are. */
  may(tx: Tx, list: List, by: By, wanted: W): Promise<'may' | 'owners only' | 'may not invite'>
  plan(tx: Tx, site: Site, list: List, wanted: W, by: By): Promise<Plan>
  carryOut(tx: Tx, site: Site, list: List, wanted: W, by: By): Promise<Done>
}

/** Whoever owns the list, or runs its space or the platform. */
export const ownersMay = async (_tx: Tx, _list: List, by: By): Promise<'may' | 'owners only'> =>
  ownsList(by) ? 'may' : 'owners only'

/** The same, without a question. */
export const ownsList = ({ roles }: Pick<By, 'roles'>): boolean =>
  roles.includes('owner') || roles.includes('administrator')
