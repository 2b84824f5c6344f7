import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadLeases, takeLease } from '#store/leases.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('who holds a lease is alive, who released it or never had one is not', async () => {
  const [first, second] = await Promise.all([takeLease(database), takeLease(database)])
  expect(first.id).not.toBe(second.id)
  expect(await deadLeases(database.db, [first.id, second.id, 'never'])).toEqual(['never'])
  await first.release()
  await expect.poll(() => deadLeases(database.db, [first.id, second.id])).toEqual([first.id])
  await second.release()
  expect(await deadLeases(database.db, [])).toEqual([])
})

test('a lease whose connection is lost is taken again', async () => {
  const lease = await takeLease(database)
  const held =
    "select pid from pg_stat_activity join pg_locks using (pid) where application_name = 'relais lease' and granted and locktype = 'advisory'"
  const holder = async () => (await database.pool.query<{ pid: number }>(held)).rows[0]?.pid
  const first = await holder()
  await database.pool.query('select pg_terminate_backend($1)', [first])
  await expect.poll(async () => ![undefined, first].includes(await holder()), { timeout: 5_000 }).toBe(true)
  expect(await deadLeases(database.db, [lease.id])).toEqual([])
  await lease.release()
  await expect.poll(() => deadLeases(database.db, [lease.id])).toEqual([lease.id])
})
