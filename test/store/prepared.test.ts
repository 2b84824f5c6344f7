import { afterAll, beforeAll, expect, test } from 'vitest'
import { statementNames } from '#store/prepared.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a statement has a name from the fifth time on, always the same', () => {
  const nameOf = statementNames()
  expect(Array.from({ length: 7 }, () => nameOf('select $1'))).toEqual([
    ...Array(4).fill(undefined),
    ...Array(3).fill('relais_0'),
  ])
})

test('statements of ever another text fill no memory', () => {
  const nameOf = statementNames()
  for (let i = 0; i < 400; i++) for (let n = 0; n < 5; n++) nameOf(`select ${i}, $1`)
  expect(nameOf('select 399, $1')).toBeUndefined()
  expect(nameOf('select 0, $1')).toBe('relais_0')
})

test('what is asked often is prepared, also inside transactions, and answers the same', async () => {
  const { db } = database
  await db.transaction(async (tx) => {
    for (let i = 0; i < 10; i++) {
      const { rows } = await tx.raw('select ?::int + 1 as next', [i])
      expect(rows[0].next).toBe(i + 1)
    }
    const { rows } = await tx.raw(
      `select count(*) as n from pg_prepared_statements where statement like '%+ 1 as next%'`,
    )
    expect(rows[0].n).toBe(1)
  })
})
