// Our own tables first, by numbered files, then the job queue's. Forward only; each file in one transaction.
import { readdir, readFile } from 'node:fs/promises'
import { Logger, runMigrations } from 'graphile-worker'
import type { PoolClient } from 'pg'
import type { Database } from './database.ts'

interface Migration {
  readonly number: number
  readonly name: string
}

const FOLDER = new URL('migrations/', import.meta.url)
/** Nothing to say: what fails is thrown. */
const silent = new Logger(() => () => undefined)

/** Brings the database up to this program; two processes that start at once take turns. */
export async function migrate(database: Database): Promise<void> {
  const known = await readMigrations()
  const client = await database.pool.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('relais migrations'))`)
    try {
      await apply(client, known)
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('relais migrations'))`)
    }
  } finally {
    client.release()
  }
  await runMigrations({ pgPool: database.pool, logger: silent })
}

async function apply(client: PoolClient, known: readonly Migration[]): Promise<void> {
  await client.query(`create table if not exists migrations (
    number int primary key, name text not null, applied_at timestamptz not null default now())`)
  const { rows: applied } = await client.query<Migration>(
    'select number, name from migrations order by number',
  )
  const stranger = applied.find(({ number }) => !known.some((one) => one.number === number))
  if (stranger) {
    throw new Error(
      `The database was brought to ${stranger.name} by a later Relais than this one, which knows ${known.at(-1)?.name}: update Relais.`,
    )
  }
  for (const migration of known.filter(({ number }) => !applied.some((one) => one.number === number))) {
    await applyOne(client, migration)
  }
}

async function applyOne(client: PoolClient, { number, name }: Migration): Promise<void> {
  const sql = await readFile(new URL(name, FOLDER), 'utf8')
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migrations (number, name) values ($1, $2)', [number, name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name)).sort()
  return names.map((name) => ({ number: Number(name.slice(0, 3)), name }))
}
