import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addJob, startWorker } from '#store/jobs.ts'
import { openLog } from '#store/log.ts'
import { listSetAside, retrySetAside } from '#store/set-aside.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

let database: TestDatabase
const log = openLog('silent')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a job starts once the transaction that adds it is committed', async () => {
  const done: unknown[] = []
  const worker = await startWorker(
    database,
    { greet: async (payload) => void done.push(payload) },
    { concurrency: 2, log },
  )
  try {
    await database.db.transaction((tx) => addJob(tx, 'greet', { name: 'Odile' }))
    await vi.waitFor(() => expect(done).toEqual([{ name: 'Odile' }]))
  } finally {
    await worker.stop()
  }
})

test('a job that has failed for good is set aside with its error, and can be tried again', async () => {
  let mended = false
  const done: unknown[] = []
  const fragile = async (payload: unknown) => {
    if (!mended) throw new Error('not today')
    done.push(payload)
  }
  const worker = await startWorker(database, { fragile }, { concurrency: 2, log })
  try {
    await addJob(database.db, 'fragile', { n: 1 }, { maxAttempts: 1 })
    const aside = await vi.waitUntil(async () => (await listSetAside(database.db))[0], { timeout: 5_000 })
    expect(aside).toMatchObject({
      job: 'fragile',
      payload: { n: 1 },
      tries: 1,
      error: expect.stringMatching(/not today\n +at /),
    })
    mended = true
    expect(await retrySetAside(database.db, aside.id)).toBe(true)
    expect(await retrySetAside(database.db, aside.id)).toBe(false)
    await vi.waitFor(() => expect(done).toEqual([{ n: 1 }]))
    expect(await listSetAside(database.db)).toEqual([])
  } finally {
    await worker.stop()
  }
})
