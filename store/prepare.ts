import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Where a database is: an address of the operator's, or the folder of the embedded one's socket. */
export interface Place {
  readonly connectionString?: string
  readonly host?: string
  readonly user?: string
  readonly database?: string
  readonly application_name?: string
}

/** The oldest PostgreSQL whose SQL we use (`unique nulls not distinct`). */
const OLDEST = 15
/** How long a database of the operator's is given to come up, when everything starts together. */
const PATIENCE_MS = 3_000

/** Makes sure that there is a database to connect to, of a version and an encoding that Relais can use. */
export async function prepareDatabase(place: Place): Promise<void> {
  const client = await firstConnection(place)
  try {
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    const { version = 0, encoding = '' } = rows[0] ?? {}
    const major = Math.floor(version / 10_000)
    if (major < OLDEST)
      throw new Error(`DATABASE_URL leads to a PostgreSQL ${major}; Relais needs ${OLDEST} or later.`)
    if (encoding !== 'UTF8')
      throw new Error(`The database of DATABASE_URL is encoded in ${encoding}; Relais needs UTF8.`)
  } finally {
    await client.end()
  }
}

async function firstConnection(place: Place): Promise<pg.Client> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const client = new pg.Client(place)
    client.on('error', () => undefined) // told by the failing call
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      const { code } = error as { code?: string }
      if (code === '3D000' && place.connectionString === undefined) await createDatabase(place)
      else if (!isComingUp(code) || Date.now() > deadline) throw unreachable(place, error as Error)
      else await sleep(100)
    }
  }
}

function isComingUp(code: string | undefined): boolean {
  return code === 'ECONNREFUSED' || code === 'ENOENT' || code === '57P03'
}

async function createDatabase(place: Place): Promise<void> {
  const client = new pg.Client({ ...place, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`create database ${client.escapeIdentifier(String(place.database))}`)
  } catch (error) {
    // 42P04: another process did it meanwhile; 23505: at this very moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await client.end()
  }
}

function unreachable(place: Place, error: Error): Error {
  const where =
    place.connectionString === undefined
      ? `the embedded PostgreSQL (${place.host})`
      : 'the database of DATABASE_URL'
  return new Error(`Cannot connect to ${where}: ${error.message}`, { cause: error })
}
