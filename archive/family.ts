// Messages to be placed, and whom they have to wait for.

import { messageKey, urlHash } from '#mta/message/identity.ts'
import type { Tx } from '#store/database.ts'

/** A message to be placed, its references as keys and as names; they are oldest first, the one it answers last. */
export interface Newcomer {
  readonly id: number
  readonly hash: string
  readonly isNew: boolean // to the archive
  readonly key: number
  readonly refs: readonly number[]
  readonly refNames: readonly string[]
  readonly storedRefs: readonly number[] // what the archive has; another copy of the mail may tell other references
  readonly subject: string
  readonly base: string
  readonly isReply: boolean
  readonly datedAt: Date
  readonly listIds: readonly number[]
  readonly brought?: Brought
}

/** Whether a list shows a message: what is hidden may be shown again, what was removed stays away. */
export type PostingState = 'shown' | 'hidden' | 'removed'

/** Of what didn't come live: the import that brought it, and how it stands in the list. */
export interface Brought {
  readonly importId: number
  readonly state: PostingState
}

const MAX_LOCKS = 16 // ids of one message that are locked: the oldest and the newest it refers to

/** What a mail refers to, itself apart: as keys, and as the names that such messages have in web addresses. */
export function referredTo(
  messageId: string,
  references: readonly string[],
): Pick<Newcomer, 'refs' | 'refNames'> {
  const others = references.filter((id) => id !== messageId)
  return { refs: others.map(messageKey), refNames: others.map(urlHash) }
}

/**
 * Waits for whoever may start or join the same threads at this moment. One message shares one of these keys with
 * them: a lock on the whole list would make every post to it wait for the commit of the one before. Many messages
 * have their lists for themselves, which every single message holds together with the others.
 */
export async function lockFamilies(tx: Tx, newcomers: readonly Newcomer[]): Promise<void> {
  const listIds = [...new Set(newcomers.flatMap((newcomer) => newcomer.listIds))]
  const [only, ...others] = newcomers
  const names = only === undefined || others.length > 0 ? [] : familyNames(only)
  await tx.raw(
    `select case how when 'alone' then pg_advisory_xact_lock(key) else pg_advisory_xact_lock_shared(key) end
       from (select ?::text as how, 1 as turn, hashtextextended('list ' || list, 0) as key from unnest(?::bigint[]) list
             union
             select 'alone', 2, hashtextextended(list || ' ' || name, 0)
               from unnest(?::bigint[]) list, unnest(?::text[]) name
             order by turn, key) ordered`,
    [others.length > 0 ? 'alone' : 'together', listIds, listIds, names],
  )
}

/** Waits until nobody puts messages into these lists, and lets nobody until the end of the transaction. */
export async function lockLists(tx: Tx, listIds: readonly number[]): Promise<void> {
  await tx.raw(
    `select pg_advisory_xact_lock(key)
       from (select hashtextextended('list ' || list, 0) as key from unnest(?::bigint[]) list order by key) ordered`,
    [[...listIds]],
  )
}

function familyNames({ key, refs, base, isReply }: Newcomer): string[] {
  const keys = [key, ...refs.slice(0, 1), ...refs.slice(1).slice(-MAX_LOCKS)].map(String)
  return isReply ? [...keys, `subject ${base}`] : keys
}
