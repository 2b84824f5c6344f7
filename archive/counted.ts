// What is counted over all messages of a list: for a large list it is not counted again at every page.

import { LRUCache } from 'lru-cache'
import type { DbOrTx } from '#store/database.ts'

const LARGE_LIST = 5_000 // messages
const STANDS_MS = 60_000
const MAX_KEPT = 200 // counts

type Count = readonly { readonly messages: number }[]

const counts = new WeakMap<object, LRUCache<string, Count>>()

/** Counts, or says what it found under that name a moment ago, if that was many messages. */
export async function counted<T extends { readonly messages: number }>(
  db: DbOrTx,
  name: string,
  count: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const kept = counts.get(db) ?? new LRUCache<string, Count>({ max: MAX_KEPT, ttl: STANDS_MS })
  counts.set(db, kept)
  const known = kept.get(name)
  if (known !== undefined) return known as readonly T[] // a name stands for one kind of count
  const found = await count()
  if (found.reduce((sum, { messages }) => sum + messages, 0) >= LARGE_LIST) kept.set(name, found)
  return found
}
