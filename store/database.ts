import { type Knex, knex as openKnex } from 'knex'
import pg from 'pg'
import type { Settings } from '#config/settings.ts'
import { type Durability, SUPERUSER } from './embedded/cluster.ts'
import { startOrJoin } from './embedded/embedded.ts'
import type { Intent } from './embedded/postmaster.ts'
import type { Started } from './embedded/start.ts'
import type { Log } from './log.ts'
import { type Place, prepareDatabase } from './prepare.ts'
import { types } from './types.ts'

export type Db = Knex
export type Tx = Knex.Transaction
export type DbOrTx = Db | Tx

/** The open database: `db` for the rooms' queries, `pool` for jobs and whoever needs a connection of its own. */
export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  readonly embedded?: { readonly socketDir: string; readonly owned: boolean }
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `serve` (default): the one long-lived process of a data folder; `command` joins it, or does without. */
  readonly intent?: Intent
  readonly durability?: Durability
  /** PostgreSQL ended although nobody asked it to: the process should end with an error. */
  readonly onLost?: (error: Error) => void
}

const KNEX_CONNECTIONS = 12
const POOL_CONNECTIONS = 10

/** Opens DATABASE_URL, or the embedded PostgreSQL of the data folder; does not migrate. */
export async function openDatabase(
  settings: Settings,
  log: Log,
  options: DatabaseOptions = {},
): Promise<Database> {
  const { intent = 'serve', durability = 'full' } = options
  const { url } = settings.database
  if (url !== undefined) {
    await prepareDatabase({ connectionString: url })
    return connect({ connectionString: url, application_name: `relais ${intent}` }, log)
  }
  const { socketDir, started } = await startOrJoin(settings.data, { intent, durability, log })
  const place = { host: socketDir, user: SUPERUSER, database: 'relais', application_name: `relais ${intent}` }
  try {
    await prepareDatabase(place)
    const database = connect(place, log)
    return embedded(database, socketDir, started, options.onLost)
  } catch (error) {
    await started?.stop()
    throw error
  }
}

/** Connections to a database that is there already: both pools, with Relais' reading of types. */
export function connect(place: Place, log: Log): Database {
  const connection = { ...place, types }
  const pool = new pg.Pool({ ...connection, max: POOL_CONNECTIONS })
  // Without a listener a lost idle connection would end the process; the next query gets a new one.
  const lost = (error: Error) => log.warn({ err: error }, 'A connection to PostgreSQL was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = openKnex({ client: 'pg', connection, pool: { min: 0, max: KNEX_CONNECTIONS } })
  const close = async () => {
    await db.destroy()
    await pool.end()
  }
  return { db, pool, close }
}

function embedded(
  database: Database,
  socketDir: string,
  started: Started | undefined,
  onLost: DatabaseOptions['onLost'],
): Database {
  void started?.ended.then((said) => {
    if (said !== undefined) onLost?.(new Error(`PostgreSQL ended by itself. Its last words:\n${said}`))
  })
  const close = async () => {
    await database.close()
    await started?.stop()
  }
  return { ...database, embedded: { socketDir, owned: started !== undefined }, close }
}
