// How the dispatcher learns of new work, with nothing to poll for.
import { announce, type Listening, listenTo } from '#store/announcements.ts'
import type { Database, DbOrTx } from '#store/database.ts'
import type { Log } from '#store/log.ts'

const CHANNEL = 'relais_out'

/** The same as `poke`, as an expression of a statement that makes work. */
export const POKE = `pg_notify('${CHANNEL}', '')`

/** Tells every dispatcher, at the commit of this transaction, that something is due. */
export async function poke(tx: DbOrTx): Promise<void> {
  await announce(tx, CHANNEL)
}

/** Calls `ring` at each poke. */
export async function listenForPokes(database: Database, ring: () => void, log: Log): Promise<Listening> {
  return await listenTo(database, CHANNEL, { heard: ring }, log)
}
