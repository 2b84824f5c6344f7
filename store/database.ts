import { setTimeout as sleep } from 'node:timers/promises'
import openKnex, { type Knex } from 'knex'
import pg from 'pg'
import type { Settings } from '#config/settings.ts'
import { type Durability, SUPERUSER } from './embedded/cluster.ts'
import type { Intent } from './embedded/postmaster.ts'
import { startOrJoin } from './embedded/start-or-join.ts'
import type { Log } from './log.ts'
import { type Place, prepareDatabase } from './prepare.ts'
import { PreparingClient } from './prepared.ts'
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

/** Together with leases they leave room, among PostgreSQL's 60 connections, for a few commands beside a server. */
const CONNECTIONS = { serve: { knex: 12, pool: 10 }, command: { knex: 6, pool: 4 } } as const
/** How long queries in hand may delay the end. */
const CLOSE_MS = 10_000

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
    return connect({ connectionString: url, application_name: `relais ${intent}` }, log, intent)
  }
  const running = await startOrJoin(settings.data, { intent, durability, log })
  const { socketDir, started } = running
  const place = { host: socketDir, user: SUPERUSER, database: 'relais', application_name: `relais ${intent}` }
  try {
    await prepareDatabase(place)
  } catch (error) {
    await running.leave()
    throw error
  }
  void started?.ended.then((said) => {
    if (said !== undefined)
      options.onLost?.(new Error(`PostgreSQL ended by itself. Its last words:\n${said}`))
  })
  const database = connect(place, log, intent)
  const close = once(async () => {
    await database.close()
    await running.leave()
  })
  return { ...database, embedded: { socketDir, owned: started !== undefined }, close }
}

/** What is prepared is planned once, for any values. */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan'
/** Every search goes through what is not in its place in the index yet: a server keeps that short, an import needn't. */
const SOON_IN_PLACE = '-c gin_pending_list_limit=256kB'
const OPTIONS = { serve: `${PLANNED_ONCE} ${SOON_IN_PLACE}`, command: PLANNED_ONCE } as const

/** Connections to a database that is there already: both pools, with Relais' reading of types. */
export function connect(place: Place, log: Log, intent: Intent = 'serve'): Database {
  const connection = { ...place, types }
  const most = CONNECTIONS[intent]
  const pool = new pg.Pool({ ...connection, max: most.pool })
  // Without listeners a lost connection would end the process. Who had it in hand is told by the failing query.
  pool.on('error', ({ message }) => log.warn({ reason: message }, 'A connection to PostgreSQL was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = openKnex({
    client: PreparingClient,
    connection: { ...connection, options: OPTIONS[intent] },
    pool: { min: 0, max: most.knex },
    log: knexLog(log),
  })
  const close = once(async () => {
    const ended = Promise.all([db.destroy(), pool.end()])
    await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })])
  })
  return { db, pool, close }
}

/** Closing again waits for the first time. */
function once(act: () => Promise<void>): () => Promise<void> {
  let acted: Promise<void> | undefined
  return () => {
    acted ??= act()
    return acted
  }
}

/** Knex would write on standard output. */
function knexLog(log: Log): Knex.Logger {
  const say = (message: unknown) => log.debug({ message }, 'Knex')
  return { warn: say, error: say, debug: say, deprecate: (method: string) => say(`${method} is deprecated`) }
}
