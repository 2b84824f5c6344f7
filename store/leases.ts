// Who is alive: each process that takes work holds an advisory lock under its id, on a connection of its own.
// PostgreSQL frees the lock the moment that connection ends, however the process died.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Database, Db } from './database.ts'

/** A sign of life under an id. */
export interface Lease {
  readonly id: string
  release(): Promise<void>
}

/** How long after a lost connection the lease is taken again. */
const RETAKE_MS = 200

/** Holds a lease under an id of its own until it is released or this process ends. */
export async function takeLease(database: Database): Promise<Lease> {
  return holdLease(database, `lease-${randomBytes(9).toString('hex')}`)
}

/** Holds a lease under a given id; a lost connection is made again. */
export async function holdLease(database: Database, id: string): Promise<Lease> {
  const released = new AbortController()
  let client = await lock(database, id, whenLost)
  function whenLost(): void {
    void retake(database, id, whenLost, released.signal).then((again) => {
      if (again) client = again
    })
  }
  return {
    id,
    release: async () => {
      released.abort()
      await client.end().catch(() => undefined) // lost already
    },
  }
}

/** Which of these ids nobody holds any more. */
export async function deadLeases(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from unnest(?::text[]) id where not exists (
       select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32) | objid::bigint = hashtextextended(id, 0))`,
    [[...ids]],
  )
  return rows.map(({ id }) => id)
}

async function lock(database: Database, id: string, whenLost: () => void): Promise<pg.Client> {
  const { Client, ...place } = database.pool.options
  const client = new pg.Client({ ...place, application_name: 'relais lease', keepAlive: true })
  client.on('error', () => undefined) // until the lock is held a failure is our caller's
  try {
    await client.connect()
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [id])
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  client.once('error', whenLost)
  return client
}

async function retake(
  database: Database,
  id: string,
  whenLost: () => void,
  released: AbortSignal,
): Promise<pg.Client | undefined> {
  while (!released.aborted) {
    const client = await lock(database, id, whenLost).catch(() => undefined)
    if (client && !released.aborted) return client
    await client?.end()
    await sleep(RETAKE_MS)
  }
  return undefined
}
