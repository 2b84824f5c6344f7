// Puts a message in the thread it belongs to, in each of its lists: by what it answers and what answers it, then,
// for an answer that names nothing known, by subject.

import type { Tx } from '#store/database.ts'
import { lockFamily, type Newcomer, type Relative, relativesOf, threadOfKin } from './family.ts'
import { mergeThreads } from './merge-threads.ts'
import { adopt, joinThread, retitle, startThread, type ThreadName, threadName } from './postings.ts'

/** The thread of a message in one list. */
export interface Place extends ThreadName {
  readonly listId: number
}

/** Places the message in every list where it isn't yet. Two messages of one thread at once wait for each other. */
export async function placeInThreads(tx: Tx, newcomer: Newcomer): Promise<Place[]> {
  if (newcomer.listIds.length === 0) return []
  await lockFamily(tx, newcomer)
  const relatives = await relativesOf(tx, newcomer)
  const byList = Map.groupBy(relatives, (relative) => relative.listId)
  const places: Place[] = []
  for (const listId of newcomer.listIds) {
    places.push({ listId, ...(await placeInList(tx, listId, newcomer, byList.get(listId) ?? [])) })
  }
  return places
}

async function placeInList(
  tx: Tx,
  listId: number,
  newcomer: Newcomer,
  relatives: readonly Relative[],
): Promise<ThreadName> {
  const self = relatives.find(({ kinship }) => kinship === 'self')
  if (self !== undefined) return threadName(tx, self.threadId)
  const parent = nearest(newcomer, relatives)
  const children = relatives.filter(({ kinship }) => kinship === 'descendant')
  const joined = [...new Set(children.map(({ threadId }) => threadId))]
  const known = parent?.threadId ?? joined[0] ?? (await threadOfKin(tx, listId, newcomer))
  if (known === undefined) return startThread(tx, listId, newcomer)
  const thread = await joinThread(tx, listId, newcomer, known, parent?.id)
  const others = joined.filter((id) => id !== known)
  if (others.length > 0) await mergeThreads(tx, known, others)
  if (children.length > 0) await adopt(tx, listId, newcomer)
  if (children.length > 0 && parent === undefined) await retitle(tx, known, newcomer)
  return thread
}

function nearest(newcomer: Newcomer, relatives: readonly Relative[]): Relative | undefined {
  const known = new Map(relatives.filter((r) => r.kinship === 'ancestor').map((r) => [r.messageId, r]))
  const id = newcomer.references.findLast((reference) => known.has(reference))
  return id === undefined ? undefined : known.get(id)
}
