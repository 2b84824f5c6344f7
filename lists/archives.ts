// The lists as their archives' readers ask for them: by any address they had, with who may read.
import type { DbOrTx } from '#store/database.ts'
import { postingAddresses } from './list-addresses.ts'
import { allLists, type List } from './lists.ts'
import { policiesOf } from './policies.ts'
import type { PolicyRule } from './policy.ts'

/** A list with its rules for reading the archive. */
export interface ListArchive {
  readonly list: List
  readonly readRules: readonly PolicyRule[]
}

export interface Archives {
  /** Of all open lists, by title. */
  readonly all: readonly ListArchive[]
  /** By the list's posting address of today or a former one. */
  at(address: string): ListArchive | undefined
}

/** All archives as they are now, in three statements. */
export async function readArchives(db: DbOrTx): Promise<Archives> {
  const [lists, addresses] = await Promise.all([allLists(db), postingAddresses(db)])
  const policies = await policiesOf(
    db,
    lists.map(({ id }) => id),
    'archive',
  )
  const all = lists.map((list) => ({ list, readRules: policies.get(list.id)?.rules ?? [] }))
  const byId = new Map(all.map((archive) => [archive.list.id, archive]))
  return { all, at: (address) => byId.get(addresses.get(address.toLowerCase()) ?? 0) }
}
