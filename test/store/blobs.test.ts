import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { type Blobs, openBlobs, type Staged } from '#store/blobs.ts'
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

const large = () => randomBytes(200_000)
const streamOf = (bytes: Buffer) =>
  Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)], { objectMode: false })

async function keep(staged: Staged): Promise<Staged> {
  await database.db.transaction((tx) => blobs.keep(tx, [staged]))
  return staged
}

function fileOf({ hash }: Staged): string {
  const name = hash.toString('hex')
  return join(data, 'blobs', name.slice(0, 2), `${name.slice(2)}.zst`)
}

const contents: Readonly<Record<string, () => Buffer>> = {
  nothing: () => Buffer.alloc(0),
  'a short text': () => Buffer.from('bonjour '.repeat(50)),
  'a large text that compresses well': () => Buffer.from('bonjour '.repeat(100_000)),
  'a large attachment': large,
}
for (const [what, make] of Object.entries(contents)) {
  test(`${what} comes back whole, or any part of it, given as bytes or as a stream`, async () => {
    const { db } = database
    const bytes = make()
    for (const staged of [await blobs.stage(bytes), await blobs.stage(streamOf(bytes))]) {
      expect(staged.hash).toEqual(createHash('sha256').update(bytes).digest())
      expect(staged.size).toBe(bytes.length)
      await keep(staged)
      expect((await blobs.read(db, staged.hash)).equals(bytes)).toBe(true)
      const ranges = [
        undefined,
        { start: 0 },
        { start: 7 },
        { start: 3, end: 150_000 },
        { start: 5, end: 5 },
        { start: bytes.length },
      ]
      for (const range of ranges) {
        const part = await buffer(await blobs.open(db, staged.hash, range))
        expect(part.equals(bytes.subarray(range?.start ?? 0, range?.end)), JSON.stringify(range)).toBe(true)
      }
    }
  })
}

test('small ones live in their row, large ones in files that any zstd can read and only Relais may', async () => {
  const { db } = database
  const small = await keep(await blobs.stage(Buffer.from('petit')))
  expect(await db('blobs').where({ hash: small.hash }).first('place', 'size')).toEqual({
    place: 'row',
    size: 5,
  })
  await expect(stat(fileOf(small))).rejects.toThrow('ENOENT')
  const bytes = large()
  const big = await keep(await blobs.stage(bytes))
  const row = await db('blobs').where({ hash: big.hash }).first()
  expect(row).toMatchObject({ place: 'file', bytes: null, stored_size: (await stat(fileOf(big))).size })
  expect(zstdDecompressSync(await readFile(fileOf(big))).equals(bytes)).toBe(true)
  expect((await stat(fileOf(big))).mode & 0o777).toBe(0o600)
  expect((await stat(join(data, 'blobs'))).mode & 0o777).toBe(0o700)
})

test('the same content is kept once', async () => {
  const bytes = large()
  const [first, second] = await Promise.all([blobs.stage(bytes), blobs.stage(streamOf(bytes))])
  await database.db.transaction((tx) => blobs.keep(tx, [first!, second!]))
  await keep(first!)
  expect(await database.db('blobs').where({ hash: first!.hash }).pluck('size')).toEqual([bytes.length])
  expect(await readdir(join(data, 'blobs', 'incoming'))).toEqual([])
})

test('what a transaction that fails would have kept is not kept', async () => {
  const staged = await blobs.stage(Buffer.from('jamais'))
  const failing = database.db.transaction(async (tx) => {
    await blobs.keep(tx, [staged])
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  await expect(blobs.read(database.db, staged.hash)).rejects.toThrow(
    `No blob ${staged.hash.toString('hex')} is kept`,
  )
})

test('several are read at once', async () => {
  const texts = ['un', 'deux', 'trois']
  const staged = await Promise.all(texts.map((text) => blobs.stage(Buffer.from(text))))
  await database.db.transaction((tx) => blobs.keep(tx, staged))
  const read = await blobs.readMany(
    database.db,
    staged.map(({ hash }) => hash),
  )
  expect(staged.map(({ hash }) => read.get(hash.toString('hex'))?.toString())).toEqual(texts)
  await expect(blobs.readMany(database.db, [staged[0]!.hash, randomBytes(32)])).rejects.toThrow(
    /No blob [0-9a-f]{64} is kept/,
  )
})

test('a stream that breaks leaves nothing behind', async () => {
  async function* breaking(): AsyncGenerator<Buffer> {
    yield large()
    yield large()
    throw new Error('the client hung up')
  }
  await expect(blobs.stage(Readable.from(breaking(), { objectMode: false }))).rejects.toThrow(
    'the client hung up',
  )
  expect(await readdir(join(data, 'blobs', 'incoming'))).toEqual([])
})

test('a file that rotted is an error, not other bytes', async () => {
  const staged = await keep(await blobs.stage(large()))
  const rotten = await readFile(fileOf(staged))
  rotten[100_000] = (rotten[100_000] ?? 0) ^ 1
  await writeFile(fileOf(staged), rotten)
  await expect(blobs.read(database.db, staged.hash)).rejects.toThrow()
  await expect(blobs.open(database.db, staged.hash).then(buffer)).rejects.toThrow()
  await rm(fileOf(staged))
  await expect(blobs.open(database.db, staged.hash)).rejects.toThrow('ENOENT')
})

test('a reader that leaves, before the beginning or in the middle, closes the file', async () => {
  const staged = await keep(await blobs.stage(large()))
  const openFiles = async () => (await readdir('/proc/self/fd')).length
  const before = await openFiles()
  for (let n = 0; n < 20; n++) {
    const unread = await blobs.open(database.db, staged.hash)
    unread.destroy()
    for await (const chunk of await blobs.open(database.db, staged.hash)) {
      expect(chunk).not.toHaveLength(0)
      break
    }
  }
  await expect.poll(openFiles).toBeLessThan(before + 5)
})

test('of a file no more is read than the range needs', async () => {
  const staged = await keep(await blobs.stage(randomBytes(3_000_000)))
  const cutShort = (await readFile(fileOf(staged))).subarray(0, 2_000_000)
  await writeFile(fileOf(staged), cutShort) // what comes after would be an error
  expect(
    await buffer(await blobs.open(database.db, staged.hash, { start: 100, end: 1_000_000 })),
  ).toHaveLength(999_900)
})
