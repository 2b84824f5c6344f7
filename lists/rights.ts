// What a viewer may know and read of lists: the same policies as the mail side.
import type { DbOrTx } from '#store/database.ts'
import { allLists, type List } from './lists.ts'
import { policiesOf } from './policies.ts'
import { type Circumstance, decide, type Standing, stranger } from './policy.ts'
import { standings } from './standing.ts'

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

/** A viewer's rights on each of these lists; undefined stands for a stranger. Three statements whatever the number. */
export async function rightsOn(
  db: DbOrTx,
  personId: number | undefined,
  lists: readonly List[],
): Promise<ListRights[]> {
  const ids = lists.map((l) => l.id)
  const policies = await policiesOf(db, ids, 'archive')
  const rulesOf = (id: number) => policies.get(id)?.rules ?? []
  const standing = await standings(
    db,
    personId,
    ids.map((id) => ({ id, rules: rulesOf(id) })),
  )
  const at = { ...reading, at: new Date() }
  const reads = (id: number, who: Standing, circumstance: Circumstance) =>
    decide(rulesOf(id), who, circumstance).outcome === 'accept'
  return lists.map((list) => {
    const who = standing.get(list.id) ?? stranger
    const isPublic = reads(list.id, stranger, { ...at, evidence: 'none' })
    const mayRead = isPublic || reads(list.id, who, at)
    const mayKnow = mayRead || list.settings.directory === 'shown' || who.subscriber || who.roles.length > 0
    return { list, mayRead, isPublic, member: who.subscriber, mayKnow }
  })
}

/** The lists whose archive a viewer may read. */
export async function readableLists(db: DbOrTx, personId: number | undefined): Promise<number[]> {
  const rights = await rightsOn(db, personId, await allLists(db))
  return rights.filter((r) => r.mayRead).map((r) => r.list.id)
}
