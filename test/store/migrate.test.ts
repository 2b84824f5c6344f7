import { readdir } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect, type Database } from '#store/database.ts'
import { SUPERUSER } from '#store/embedded/cluster.ts'
import { openLog } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A database without any table. */
async function emptyDatabase(): Promise<{ fresh: Database; drop(): Promise<void> }> {
  const name = `t_empty_${process.pid}`
  const place = { host: inject('socketDir'), user: SUPERUSER }
  const client = new pg.Client({ ...place, database: 'postgres' })
  await client.connect()
  await client.query(`create database ${name}`)
  const fresh = connect({ ...place, database: name }, openLog('silent'))
  const drop = async () => {
    await fresh.close()
    await client.query(`drop database ${name} with (force)`)
    await client.end()
  }
  return { fresh, drop }
}

test('two processes that start at once on an empty database make its tables once', async () => {
  const { fresh, drop } = await emptyDatabase()
  try {
    await Promise.all([migrate(fresh), migrate(fresh)])
    const files = await readdir(new URL('../../store/migrations/', import.meta.url))
    expect(await fresh.db('migrations').orderBy('number').pluck('name')).toEqual(files.sort())
    expect(await fresh.db('instance').pluck('id')).toEqual([1])
    expect(await fresh.db.schema.withSchema('graphile_worker').hasTable('_private_jobs')).toBe(true)
  } finally {
    await drop()
  }
})

test('a database that is up to date is left as it is', async () => {
  const before = await database.db('migrations').select()
  await migrate(database)
  expect(await database.db('migrations').select()).toEqual(before)
})

test('the job queue’s tables are brought up to date where they are not, and only there', async () => {
  const migrations = () => database.db('graphile_worker.migrations').orderBy('id').select('id', 'ts')
  const before = await migrations()
  await migrate(database)
  expect(await migrations()).toEqual(before)
  // As its last migration is but a function and comments, it can be made again.
  await database
    .db('graphile_worker.migrations')
    .where({ id: before.at(-1).id })
    .delete()
  await migrate(database)
  expect((await migrations()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('a database that a later Relais has changed is refused in words', async () => {
  await database.db('migrations').insert({ number: 999, name: '999-from-the-future.sql' })
  await expect(migrate(database)).rejects.toThrow(
    /brought to 999-from-the-future\.sql by a later Relais .*: update Relais/,
  )
  await database.db('migrations').where({ number: 999 }).delete()
})

test('a migration that fails leaves nothing of itself behind', async () => {
  const { fresh, drop } = await emptyDatabase()
  try {
    await fresh.db.raw('create table roles (id int)') // in the way of one of ours
    await expect(migrate(fresh)).rejects.toThrow(/Migration 003-lists\.sql failed: .*"roles" already exists/)
    expect(await fresh.db('migrations').max('number as last')).toEqual([{ last: 2 }])
    expect(await fresh.db.schema.hasTable('lists')).toBe(false)
    await fresh.db.raw('drop table roles')
    await migrate(fresh)
    expect(await fresh.db.schema.hasTable('lists')).toBe(true)
  } finally {
    await drop()
  }
})
