// Makes PostgreSQL's index anew from the archive, while it goes on being asked and written: a group of messages at a
// time, each in the place of what was there. Twice is once; interrupted, it goes on from the last group.
import type { Db, DbOrTx, Tx } from '#store/database.ts'
import type { SearchEngine } from '../engine.ts'
import type { Entry } from '../entry.ts'
import { holdEntries, settle } from './entries.ts'

export interface Renewing {
  readonly db: Db
  readonly engine: Pick<SearchEngine, 'index' | 'remove'>
  /** Messages as they are archived, those that no list shows too; what no list ever had is left out. */
  readonly entries: (tx: Tx, messageIds: readonly number[]) => Promise<readonly Entry[]>
  /** Numbers of the next messages of the archive. */
  readonly messagesAfter: (db: DbOrTx, id: number, limit: number) => Promise<readonly number[]>
}

export interface Renewal {
  /** The last message done by an earlier run; 0 for all. */
  readonly after: number
  /** Ends after the group in hand. */
  readonly signal: AbortSignal
  readonly onProgress: (now: Renewed) => void
}

export interface Renewed {
  readonly messages: number
  /** Of the last message done. */
  readonly last: number
}

/** Messages renewed in one transaction: their texts and files are in memory. */
const AT_ONCE = 50
/** Less than PostgreSQL waits before it ends one of two that wait for each other: whoever files mail goes first. */
const WAITS_MS = 300
const MOST_TRIES = 10
const LOCK_NOT_AVAILABLE = '55P03'

/** Indexes all messages again; how far it came. */
export async function indexAnew(
  renewing: Renewing,
  { after, signal, onProgress }: Renewal,
): Promise<Renewed> {
  let renewed: Renewed = { messages: 0, last: after }
  while (!signal.aborted) {
    const ids = await renewing.messagesAfter(renewing.db, renewed.last, AT_ONCE)
    const last = ids.at(-1)
    if (last === undefined) break
    await renew(renewing, ids)
    renewed = { messages: renewed.messages + ids.length, last }
    onProgress(renewed)
  }
  await settle(renewing.db)
  return renewed
}

async function renew({ db, engine, entries }: Renewing, ids: readonly number[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction(async (tx) => {
        await tx.raw(`set local lock_timeout = ${WAITS_MS}`)
        // Whoever changes them meanwhile comes before what is read here, or after what is written.
        await holdEntries(tx, ids)
        const found = await entries(tx, ids)
        const there = new Set(found.map(({ messageId }) => messageId))
        await engine.index(tx, found)
        await engine.remove(
          tx,
          ids.filter((id) => !there.has(id)),
        )
      })
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE
      if (!isBusy || tries === MOST_TRIES) throw error
    }
  }
}
