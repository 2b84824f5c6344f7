// What a viewer may know and read of lists: the same policies as the mail side.
import type { DbOrTx } from '#store/database.ts'
import { type ListArchive, readArchives } from './archives.ts'
import type { List } from './lists.ts'
import { type Circumstance, decide, type Standing, stranger } from './policy.ts'
import { type Known, standings } from './standing.ts'

export interface ListRights {
  readonly list: List
  readonly mayRead: boolean
  /** Strangers may read the archive. */
  readonly isPublic: boolean
  /** The viewer is in the audience. */
  readonly member: boolean
  /** The viewer may be told that the list exists. */
  readonly mayKnow: boolean
}

const reading: Circumstance = {
  evidence: 'session',
  sizeBytes: 0,
  hasAttachment: false,
  firstPost: false,
  at: new Date(0),
}

/** A viewer's rights on each of these lists; undefined stands for a stranger, of whom nothing is read. One statement. */
export async function rightsOn(
  db: DbOrTx,
  viewer: Known | undefined,
  archives: readonly ListArchive[],
): Promise<ListRights[]> {
  const standing = await standings(
    db,
    viewer,
    archives.map(({ list, readRules }) => ({ id: list.id, rules: readRules })),
  )
  const at = { ...reading, at: new Date() }
  return archives.map(({ list, readRules }) => {
    const reads = (who: Standing, circumstance: Circumstance) =>
      decide(readRules, who, circumstance).outcome === 'accept'
    const who = standing.get(list.id) ?? stranger
    const isPublic = reads(stranger, { ...at, evidence: 'none' })
    const mayRead = isPublic || reads(who, at)
    const mayKnow = mayRead || list.settings.directory === 'shown' || who.subscriber || who.roles.length > 0
    return { list, mayRead, isPublic, member: who.subscriber, mayKnow }
  })
}

/** The lists whose archive a viewer may read. */
export async function readableLists(db: DbOrTx, personId: number | undefined): Promise<number[]> {
  const rights = await rightsOn(db, personId, (await readArchives(db)).all)
  return rights.filter((r) => r.mayRead).map((r) => r.list.id)
}
