// Our own tables first, by numbered files, then the job queue's. Forward only; each file in one transaction.
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import type { Database, Db } from './database.ts'

interface Migration {
  readonly number: number
  readonly name: string
}

const FOLDER = new URL('migrations/', import.meta.url)

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
  if (!(await hasJobTables(database))) await makeJobTables(database)
}

/** The name of the newest migration that the database has. */
export async function newestMigration(db: Db): Promise<string> {
  const { rows } = await db.raw<{ rows: Migration[] }>(
    'select number, name from migrations order by number desc limit 1',
  )
  return rows[0]?.name.replace(/\.sql$/, '') ?? 'none'
}

/** Whether the job queue's tables are those of its library, which takes longer to load than to ask. */
async function hasJobTables({ pool }: Database): Promise<boolean> {
  const library = createRequire(import.meta.url).resolve('graphile-worker')
  const names = await readdir(join(library, '../../sql')).catch(() => [])
  const newest = Math.max(...names.map((name) => Number.parseInt(name, 10)))
  const { rows } = await pool.query<{ made: string | null }>(
    `select to_regclass('graphile_worker.migrations') as made`,
  )
  if (rows[0]?.made == null) return false
  const { rows: last } = await pool.query<{ id: number }>(
    'select max(id) as id from graphile_worker.migrations',
  )
  return last[0]?.id === newest
}

async function makeJobTables({ pool }: Database): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker')
  // Nothing to say: what fails is thrown.
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) })
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
