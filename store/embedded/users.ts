// A command that started PostgreSQL may end while others that joined it are at work: whoever uses it says so by a
// shared advisory lock, and the one that started it stops it once it gets that lock for itself.
import pg from 'pg'
import type { Log } from '../log.ts'
import { SUPERUSER } from './cluster.ts'

const LOCK = `hashtext('relais in use')`
/** A command beside ours may be a long import. */
const LONGEST_USE = '6h'

/** A place among the users of a running PostgreSQL. */
export interface Use {
  end(): Promise<void>
}

/** Takes a place; `undefined` when it does not answer or is about to stop. */
export async function use(socketDir: string): Promise<Use | undefined> {
  const client = await connect(socketDir).catch(() => undefined)
  if (!client) return undefined
  const { rows } = await client.query<{ granted: boolean }>(
    `select pg_try_advisory_lock_shared(${LOCK}) as granted`,
  )
  if (rows[0]?.granted) return { end: () => client.end().catch(() => undefined) } // its server may be gone first
  await client.end()
  return undefined
}

/** Waits until nobody else uses it; from then on nobody can join. */
export async function waitForOthers(socketDir: string, log: Log): Promise<void> {
  const client = await connect(socketDir)
  const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK}) as alone`)
  if (rows[0]?.alone) return
  log.info('Another command still uses the database: it is stopped once that has ended')
  await client.query(`set lock_timeout = '${LONGEST_USE}'`)
  await client.query(`select pg_advisory_lock(${LOCK})`)
  // Its connection ends with the server: the lock is held until then.
}

async function connect(socketDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: socketDir,
    user: SUPERUSER,
    database: 'postgres',
    application_name: 'relais use',
  })
  client.on('error', () => undefined) // the server ended: our caller's own connections tell it
  await client.connect()
  return client
}
