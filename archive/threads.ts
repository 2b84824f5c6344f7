// Puts messages in the threads they belong to, in each of their lists.

import { urlHashes } from '#mta/message/identity.ts'
import type { Tx } from '#store/database.ts'
import { lockFamilies, type Newcomer } from './family.ts'
import { findKin, type Stray } from './known-kin.ts'
import { findFamily, findNamed } from './known-threads.ts'
import { ListThreads, nameOf, threadNow } from './list-threads.ts'
import { type ThreadName, writePostings } from './postings.ts'

/** The thread of a message in one list; `isNew` when it was not posted there before. */
export interface Place extends ThreadName {
  readonly listId: number
  readonly isNew: boolean
}

/**
 * Places messages in every list where they aren't yet, one after the other; the result is in their order. Two
 * transactions with messages of one thread wait for each other.
 */
export async function placeInThreads(tx: Tx, newcomers: readonly Newcomer[]): Promise<Place[][]> {
  const listIds = [...new Set(newcomers.flatMap((newcomer) => newcomer.listIds))]
  if (listIds.length === 0) return newcomers.map(() => [])
  await lockFamilies(tx, newcomers)
  // Plans are kept. One made while a table was small would read all of it, for each of hundreds, when it has grown.
  if (newcomers.length > 1) await tx.raw('set local enable_seqscan = off')
  const lists = new Map(listIds.map((listId) => [listId, new ListThreads()]))
  await learnFamilies(tx, newcomers, lists)
  await learnKin(tx, newcomers, lists)
  const placed = newcomers.map((newcomer) =>
    newcomer.listIds.map((listId) => ({ listId, isNew: lists.get(listId)!.place(newcomer) === 'placed' })),
  )
  const brought = new Map(newcomers.flatMap(({ id, brought }) => (brought ? [[id, brought] as const] : [])))
  const nameOfThread = await writePostings(tx, lists, brought)
  return newcomers.map(({ id }, at) =>
    placed[at]!.map(({ listId, isNew }) => {
      const thread = threadNow(lists.get(listId)!.members.get(id)!.thread)
      return { listId, isNew, ...nameOfThread(listId, thread) }
    }),
  )
}

async function learnFamilies(
  tx: Tx,
  newcomers: readonly Newcomer[],
  lists: ReadonlyMap<number, ListThreads>,
): Promise<void> {
  const listIds = [...lists.keys()]
  const referred = new Set(newcomers.flatMap(({ refNames }) => refNames))
  const known = newcomers.filter(({ isNew }) => !isNew).map(({ hash }) => hash)
  const found = await findFamily(tx, {
    listIds,
    names: [...referred, ...known],
    unplaced: newcomers.filter(({ isNew }) => isNew).map(({ id }) => id),
    keys: newcomers.map(({ key }) => key),
    hashes: newcomers.map(({ hash }) => hash),
  })
  for (const posting of found.postings) lists.get(posting.thread.listId)!.learn(posting)
  for (const { name, thread } of found.formerThreads) lists.get(thread.listId)!.learnFormer(name, thread)
  // A list may know under this Message-ID only what another content made a message of its own.
  const fresh = new Set(newcomers.filter(({ isNew }) => isNew).map(({ hash }) => hash))
  const twins = [...found.names]
    .filter((name) => referred.has(name) && !fresh.has(name))
    .filter((name) => [...lists.values()].some((list) => !list.hasFirst(name)))
    .flatMap(urlHashes)
  if (twins.length === 0) return
  for (const posting of await findNamed(tx, listIds, twins)) lists.get(posting.thread.listId)!.learn(posting)
}

/** Asks for what would only be looked at by messages that answer nothing known, if there are any. */
async function learnKin(
  tx: Tx,
  newcomers: readonly Newcomer[],
  lists: ReadonlyMap<number, ListThreads>,
): Promise<void> {
  const strays: Stray[] = []
  for (const [listId, list] of lists) {
    const earlier = new Set<string>()
    for (const { id, hash, refs, refNames, base, isReply, datedAt, listIds } of newcomers) {
      if (!listIds.includes(listId)) continue
      const isFamily = list.members.has(id) || refNames.some((name) => earlier.has(name) || list.has(name))
      earlier.add(nameOf(hash))
      const hasSubject = isReply && base !== ''
      if (isFamily || (refs.length === 0 && !hasSubject)) continue
      strays.push({ listId, refs, datedAt, ...(hasSubject && { base }) })
    }
  }
  if (strays.length === 0) return
  const { postings, threads } = await findKin(tx, strays)
  for (const posting of postings) lists.get(posting.thread.listId)!.learn(posting)
  for (const thread of threads) lists.get(thread.listId)!.learnThread(thread)
}
