// Tells Meilisearch what search_updates holds: takes, sends, waits for the tasks, and only then forgets.
import type { Db, Tx } from '#store/database.ts'
import { SearchAway } from '../away.ts'
import { holdTheLine, mirrorOf } from './mirror.ts'
import { type Sending, send } from './send.ts'
import { isThere } from './server.ts'
import { finished } from './tasks.ts'
import { forgetUpdates, giveBack, putOff, takeUpdates, type Update } from './updates.ts'

/** What is kept current, and where. */
export interface Following extends Sending {
  readonly db: Db
  /** The name of the index that questions go to. */
  readonly index: string
}

/** Taken at once; they are sent in batches of their own size. */
const TAKEN_AT_ONCE = 200

/** Tells of the oldest updates; how many there were. Throws a SearchAway when none could be told now. */
export async function tell(following: Following): Promise<number> {
  const { db } = following
  const taken = await db.transaction(async (tx) => {
    const indexes = await indexesToTell(tx, following)
    return indexes.length === 0 ? [] : await takeUpdates(tx, TAKEN_AT_ONCE)
  })
  // Those that are refused together are told in halves, until the one is found that spoils the others.
  const waiting: Update[][] = taken.length === 0 ? [] : [taken]
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    try {
      await tellTogether(following, group)
    } catch (error) {
      if (!isRefusal(error) || following.signal.aborted) {
        await giveBack(db, [...group, ...waiting.flat()])
        throw error
      }
      if (group.length === 1) await putOff(db, group, error instanceof Error ? error.message : String(error))
      else waiting.push(group.slice(group.length >> 1), group.slice(0, group.length >> 1))
    }
  }
  return taken.length
}

async function tellTogether(following: Following, updates: readonly Update[]): Promise<void> {
  const { db, server, index, signal } = following
  // Sent to an index that is gone, documents would make one that is not set up.
  if ((await isThere(server, index)) === 'missing') throw new SearchAway('not-ready', `${index} is gone`)
  const tasks = await db.transaction(async (tx) => {
    await holdTheLine(tx)
    const ids = updates.map(({ messageId }) => messageId)
    return await send(tx, following, await indexesToTell(tx, following), ids)
  })
  await finished(server, tasks, signal)
  await forgetUpdates(db, updates)
}

/** The index in use, and the one that is being made: both are told, so that they can be swapped at any moment. */
async function indexesToTell(tx: Tx, { index }: Following): Promise<string[]> {
  const mirror = await mirrorOf(tx)
  if (mirror === undefined) return []
  return [
    ...(mirror.state === 'ready' ? [index] : []),
    ...(mirror.building === undefined ? [] : [mirror.building]),
  ]
}

/** Whether it is about what was sent, or could not be read: the others can still be told. */
export function isRefusal(error: unknown): boolean {
  return !(error instanceof SearchAway) || error.why === 'misunderstood'
}
