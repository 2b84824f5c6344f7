import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('large whole numbers and instants come out as numbers and dates', async () => {
  const { rows } = await database.db.raw(
    `select 9007199254740991::bigint as n, now() as t, '2026-11-21'::date as d, '{"a":1}'::jsonb as j`,
  )
  expect(rows[0]).toEqual({ n: 9007199254740991, t: expect.any(Date), d: '2026-11-21', j: { a: 1 } })
  const { rows: pooled } = await database.pool.query('select count(*) as n from instance')
  expect(pooled).toEqual([{ n: 1 }])
})
