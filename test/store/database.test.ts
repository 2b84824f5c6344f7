import { createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { openDatabase } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

const log = openLog('silent')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('large whole numbers, instants and dates come out as one would use them', async () => {
  const sql = `select 9007199254740991::bigint as n, now() as t, '2026-11-21'::date as d, '{"a":1}'::jsonb as j`
  const expected = [{ n: 9007199254740991, t: expect.any(Date), d: '2026-11-21', j: { a: 1 } }]
  expect((await database.db.raw(sql)).rows).toEqual(expected)
  expect((await database.pool.query(sql)).rows).toEqual(expected)
})

test('a number too large to be exact is an error, not another number', async () => {
  await expect(database.db.raw('select 9007199254740993::bigint')).rejects.toThrow(
    '9007199254740993 is too large',
  )
})

test('a connection that PostgreSQL ends is replaced by the next query', async () => {
  const clients = await Promise.all([database.pool.connect(), database.pool.connect()])
  for (const client of clients) client.release()
  await database.db.raw('select 1')
  await endConnections(database)
  await vi.waitFor(async () => expect((await database.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]))
  await vi.waitFor(async () => expect((await database.db.raw('select 1 as n')).rows).toEqual([{ n: 1 }]))
})

test('DATABASE_URL replaces the embedded PostgreSQL', async () => {
  const settings = loadSettings({ env: { DATABASE_URL: database.url, RELAIS_DATA: '/nowhere' } })
  const other = await openDatabase(settings, log)
  expect(other.embedded).toBeUndefined()
  expect(await other.db('instance').pluck('id')).toEqual([1])
  await other.close()
})

test('a DATABASE_URL that leads nowhere is told within seconds, without its password', async () => {
  const port = await freePort()
  const settings = loadSettings({
    env: { DATABASE_URL: `postgres://relais:hunter2@127.0.0.1:${port}/relais` },
  })
  const error = await openDatabase(settings, log).catch((reason: Error) => reason)
  expect(error).toMatchObject({
    message: expect.stringMatching(/Cannot connect to the database of DATABASE_URL: .*ECONNREFUSED/),
  })
  expect(String(error)).not.toContain('hunter2')
})

async function endConnections({ url }: TestDatabase): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await vi.waitUntil(() => server.listening)
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
