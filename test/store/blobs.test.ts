import { createHash, randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let database: TestDatabase
let data: string
let blobs: Blobs
beforeAll(async () => {
  database = await testDatabase()
  data = await temporaryFolder()
  blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
})
afterAll(async () => {
  await database.close()
  await rm(data, { recursive: true })
})

const large = () => randomBytes(1_000_000)

test('what is kept comes back whole, or any part of it, small or large, from memory or a stream', async () => {
  const { db } = database
  for (const bytes of [Buffer.from('bonjour '.repeat(50)), Buffer.alloc(0), large()]) {
    for (const staged of [
      await blobs.stage(bytes),
      await blobs.stage(Readable.from([bytes], { objectMode: false })),
    ]) {
      expect(staged.hash).toEqual(createHash('sha256').update(bytes).digest())
      expect(staged.size).toBe(bytes.length)
      await db.transaction((tx) => blobs.keep(tx, [staged]))
      expect(await blobs.read(db, staged.hash)).toEqual(bytes)
      expect(await buffer(await blobs.open(db, staged.hash))).toEqual(bytes)
      expect(await buffer(await blobs.open(db, staged.hash, { start: 7 }))).toEqual(bytes.subarray(7))
      expect(await buffer(await blobs.open(db, staged.hash, { start: 3, end: 200 }))).toEqual(
        bytes.subarray(3, 200),
      )
    }
  }
})
