// Makes the index anew without a gap: aside, while the other goes on answering and both are told what changes; then
// they are swapped, which Meilisearch does at once, and the old one is deleted.
import type { EnqueuedTask } from 'meilisearch'
import type { Database, Db } from '#store/database.ts'
import { deadLeases, takeLease } from '#store/leases.ts'
import { beginBuilding, builderOf, dropBuilding, endBuilding, holdTheLine } from './mirror.ts'
import { READ_AT_ONCE, send } from './send.ts'
import { isThere, reach } from './server.ts'
import { ensureSettings } from './settings.ts'
import { finished } from './tasks.ts'
import { type Following, isRefusal } from './told.ts'
import { noteUpdates } from './updates.ts'

export interface Rebuilding extends Following {
  readonly database: Database
  /** What documents are like (document.ts). */
  readonly shape: string
  /** Numbers of the next messages of the archive (archive/searchable.ts). */
  readonly messagesAfter: (db: Db, id: number, limit: number) => Promise<readonly number[]>
  /** After each group, with the number of messages sent so far. */
  readonly onProgress?: (sent: number) => void
}

/** Another process is making the index. */
export class RebuildUnderWay extends Error {
  constructor() {
    super('The index is being made already, by another process')
    this.name = 'RebuildUnderWay'
  }
}

/** Between the name of an index and what tells apart those made aside. */
const ASIDE = '__'
const MAX_INDEXES = 1_000

/** The name of a platform's index; a domain has no two dots in a row. */
export const indexNameOf = (domain: string): string => `relais_${domain.replaceAll('.', '_')}`

/** Groups sent and not yet done: Meilisearch joins them in one batch of work. */
const UNDER_WAY = 20

/** Makes the index anew and puts it in the other's place; how many messages were sent. */
export async function rebuild(rebuilding: Rebuilding): Promise<number> {
  const { db, database, server, index } = rebuilding
  const builder = await builderOf(db)
  if (builder !== undefined && (await deadLeases(db, [builder])).length === 0) throw new RebuildUnderWay()
  const lease = await takeLease(database)
  const aside = `${index}${ASIDE}${Date.now().toString(36)}`
  try {
    await clearAway(rebuilding)
    await makeIndex(rebuilding, aside)
    await under(db, (tx) => beginBuilding(tx, aside, lease.id))
    const sent = await fill(rebuilding, aside)
    await putInPlace(rebuilding, aside)
    await clearAway(rebuilding) // the old one, which has the new one's name by now
    return sent
  } catch (error) {
    await dropBuilding(db, lease.id)
    await server.telling.deleteIndex(aside).catch(() => undefined) // it may be what is away; the next making clears it away
    throw error
  } finally {
    await lease.release()
  }
}

/** An empty index set up as ours are. */
export async function makeIndex({ server, signal }: Following, index: string): Promise<void> {
  await finished(server, [await reach(server.telling.createIndex(index, { primaryKey: 'id' }))], signal)
  await ensureSettings(server, index, signal)
}

async function fill(rebuilding: Rebuilding, aside: string): Promise<number> {
  const { db, messagesAfter, onProgress } = rebuilding
  const underWay: Group[] = []
  let sent = 0
  for (let last = 0; ; ) {
    const ids = await messagesAfter(db, last, READ_AT_ONCE)
    if (ids.length === 0) break
    const tasks = orLater(
      rebuilding,
      ids,
      under(db, (tx) => send(tx, rebuilding, [aside], ids)),
    )
    underWay.push({ ids, tasks: (await tasks) ?? [] })
    if (underWay.length >= UNDER_WAY) await done(rebuilding, underWay.shift())
    last = ids.at(-1) ?? last
    sent += ids.length
    onProgress?.(sent)
  }
  for (const group of underWay) await done(rebuilding, group)
  return sent
}

interface Group {
  readonly ids: readonly number[]
  readonly tasks: readonly EnqueuedTask[]
}

async function done(rebuilding: Rebuilding, group: Group | undefined): Promise<void> {
  if (group === undefined) return
  await orLater(rebuilding, group.ids, finished(rebuilding.server, group.tasks, rebuilding.signal))
}

/** What is refused is noted, to be told one by one: one message doesn't keep the others from being found. */
async function orLater<T>(
  { db, signal }: Rebuilding,
  ids: readonly number[],
  work: Promise<T>,
): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (!isRefusal(error) || signal.aborted) throw error
    await db.transaction((tx) => noteUpdates(tx, ids))
    return undefined
  }
}

/** Holding the line: between the swap and its being noted nothing is told to either. */
async function putInPlace(rebuilding: Rebuilding, aside: string): Promise<void> {
  const { db, server, index, shape, signal } = rebuilding
  if ((await isThere(server, index)) === 'missing') await makeIndex(rebuilding, index)
  await under(db, async (tx) => {
    const swap = await reach(server.telling.swapIndexes([{ indexes: [index, aside], rename: false }]))
    await finished(server, [swap], signal)
    await endBuilding(tx, shape)
  })
}

/** What was made aside, and is not or no longer wanted. */
async function clearAway({ server, index, signal }: Following): Promise<void> {
  const { results } = await reach(server.telling.getRawIndexes({ limit: MAX_INDEXES }))
  const left = results.filter(({ uid }) => uid.startsWith(`${index}${ASIDE}`))
  for (const { uid } of left) await finished(server, [await reach(server.telling.deleteIndex(uid))], signal)
}

const under = <T>(db: Db, act: (tx: Parameters<typeof holdTheLine>[0]) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await holdTheLine(tx)
    return await act(tx)
  })
