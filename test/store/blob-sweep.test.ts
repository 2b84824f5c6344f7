import { randomBytes } from 'node:crypto'
import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { type Blobs, openBlobs, type Staged } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let database: TestDatabase
let data: string
let blobs: Blobs
beforeAll(async () => {
  database = await testDatabase()
  // As a later migration might: nobody has to tell sweep of it.
  await database.db.raw('create table albums (cover bytea references blobs)')
})
beforeEach(async () => {
  data = await temporaryFolder()
  blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
  await database.db.raw('truncate blobs, albums cascade')
})
afterEach(() => rm(data, { recursive: true }))
afterAll(() => database.close())

const YESTERDAY = new Date(Date.now() - 86_400_000)
const LAST_WEEK = new Date(Date.now() - 7 * 86_400_000)
const small = () => blobs.stage(randomBytes(1_000))
const large = () => blobs.stage(randomBytes(50_000))
const refer = (tx: Tx, { hash }: Staged) => tx('albums').insert({ cover: hash })

function fileOf({ hash }: Staged): string {
  const name = hash.toString('hex')
  return join(data, 'blobs', name.slice(0, 2), `${name.slice(2)}.zst`)
}

async function there(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Makes it look as if it had been there for a week. */
async function age(...staged: readonly Staged[]): Promise<void> {
  for (const one of staged) {
    await database.db('blobs').where({ hash: one.hash }).update({ created_at: LAST_WEEK })
    if (await there(fileOf(one))) await utimes(fileOf(one), LAST_WEEK, LAST_WEEK)
  }
}

/** Runs until it has to wait for a lock that somebody else holds. */
async function untilItWaits(): Promise<void> {
  const waiting = 'select from pg_locks where not granted and pid <> pg_backend_pid()'
  await expect
    .poll(async () => (await database.pool.query(waiting)).rowCount, { timeout: 5_000 })
    .toBeGreaterThan(0)
}

test('what nothing refers to goes once it is old; what is young or referred to stays', async () => {
  const [orphan, orphanFile, used, usedFile, young] = await Promise.all([
    small(),
    large(),
    small(),
    large(),
    small(),
  ])
  await database.db.transaction(async (tx) => {
    await blobs.keep(tx, [orphan!, orphanFile!, used!, usedFile!, young!])
    await refer(tx, used!)
    await refer(tx, usedFile!)
  })
  const neverKept = await large()
  const youngFile = await large()
  await age(orphan!, orphanFile!, used!, usedFile!, neverKept)
  expect(await blobs.sweep(database.db, YESTERDAY)).toEqual({ rows: 2, files: 2 })
  const left = await database.db('blobs').orderBy('hash').pluck('hash')
  expect(left).toEqual([used!.hash, usedFile!.hash, young!.hash].sort(Buffer.compare))
  expect(
    await Promise.all([orphanFile!, neverKept, usedFile!, youngFile].map((one) => there(fileOf(one)))),
  ).toEqual([false, false, true, true])
  expect(await blobs.sweep(database.db, YESTERDAY)).toEqual({ rows: 0, files: 0 })
})

test('what a writer that died was writing goes too', async () => {
  const incoming = join(data, 'blobs', 'incoming')
  await mkdir(incoming, { recursive: true })
  await writeFile(join(incoming, 'old'), 'half')
  await utimes(join(incoming, 'old'), LAST_WEEK, LAST_WEEK)
  await writeFile(join(incoming, 'new'), 'half')
  await blobs.sweep(database.db, YESTERDAY)
  expect([await there(join(incoming, 'old')), await there(join(incoming, 'new'))]).toEqual([false, true])
})

test('an old orphan that a mail on its way in names again is left alone', async () => {
  for (const make of [small, large]) {
    const staged = await make()
    await database.db.transaction((tx) => blobs.keep(tx, [staged]))
    await age(staged)
    await database.db.transaction(async (tx) => {
      await blobs.keep(tx, [staged])
      const sweeping = blobs.sweep(database.db, YESTERDAY)
      if (make === large)
        await untilItWaits() // for the folder; a row is passed over
      else expect(await sweeping).toEqual({ rows: 0, files: 0 })
      await refer(tx, staged)
      await tx.commit()
      expect(await sweeping).toEqual({ rows: 0, files: 0 })
    })
    expect(await blobs.read(database.db, staged.hash)).toHaveLength(staged.size)
  }
})

test('a mail whose bytes are being swept away writes them again', async () => {
  const staged = await small()
  await database.db.transaction((tx) => blobs.keep(tx, [staged]))
  const sweeping = await database.db.transaction()
  await sweeping('blobs').where({ hash: staged.hash }).delete()
  const keeping = database.db.transaction(async (tx) => {
    await blobs.keep(tx, [staged])
    await refer(tx, staged)
  })
  await untilItWaits()
  await sweeping.commit()
  await keeping
  expect(await blobs.read(database.db, staged.hash)).toHaveLength(staged.size)
})

test('a file placed long ago whose row is only now being written is not swept', async () => {
  const staged = await large()
  await age(staged)
  const keeping = await database.db.transaction()
  await blobs.keep(keeping, [staged])
  const sweeping = blobs.sweep(database.db, YESTERDAY)
  await untilItWaits()
  await keeping.commit()
  expect(await sweeping).toEqual({ rows: 0, files: 0 })
  expect(await there(fileOf(staged))).toBe(true)
})

test('a file swept between staging and keeping is noticed before anything is promised', async () => {
  const staged = await large()
  await age(staged)
  expect(await blobs.sweep(database.db, YESTERDAY)).toEqual({ rows: 0, files: 1 })
  await expect(database.db.transaction((tx) => blobs.keep(tx, [staged]))).rejects.toThrow(
    /The file of blob .* is gone; try again/,
  )
})

test('staging the same content again makes an old file young', async () => {
  const bytes = randomBytes(50_000)
  const first = await blobs.stage(bytes)
  await age(first)
  const second = await blobs.stage(bytes)
  expect(await blobs.sweep(database.db, YESTERDAY)).toEqual({ rows: 0, files: 0 })
  await database.db.transaction((tx) => blobs.keep(tx, [second]))
})

test('mails that carry the same logo do not wait for each other', async () => {
  const logo = await small()
  await database.db.transaction((tx) => blobs.keep(tx, [logo]))
  const first = await database.db.transaction()
  await blobs.keep(first, [logo])
  await refer(first, logo)
  await database.db.transaction(async (second) => {
    await blobs.keep(second, [logo])
    await refer(second, logo)
  })
  await first.commit()
})

test('mails with the same new attachments, in any order, never lock each other out', async () => {
  const staged = await Promise.all(Array.from({ length: 20 }, small))
  const orders = [staged, staged.toReversed(), staged, staged.toReversed()]
  await Promise.all(orders.map((order) => database.db.transaction((tx) => blobs.keep(tx, order))))
  expect(await database.db('blobs').count('* as n')).toEqual([{ n: 20 }])
})

test('more orphans than one batch holds are all swept', async () => {
  await database.db.raw(
    `insert into blobs (hash, size, stored_size, place, bytes, created_at)
     select sha256(n::text::bytea), 1, 1, 'row', 'x', now() - interval '7 days' from generate_series(1, 1200) n`,
  )
  expect(await blobs.sweep(database.db, YESTERDAY)).toEqual({ rows: 1200, files: 0 })
})
