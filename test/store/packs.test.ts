import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { type Blobs, openBlobs, type Staged } from '#store/blobs.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let database: TestDatabase
let data: string
let blobs: Blobs
beforeAll(async () => {
  database = await testDatabase()
  await database.db.raw('create table naming (hash bytea not null references blobs)')
  data = await temporaryFolder()
  blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
})
beforeEach(async () => {
  await database.db.raw('truncate naming, blobs, packs cascade')
})
afterAll(async () => {
  await database.close()
  await rm(data, { recursive: true })
})

/** Mails of one list: much alike, each with something of its own. */
function mails(count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) =>
    Buffer.from(
      `List-Id: Vélo 15 <discussion.velo15.example>\nList-Help: <mailto:discussion-request@velo15.example>\n` +
        `Subject: Sortie ${n}\n\n${randomBytes(60).toString('hex')}\n`,
    ),
  )
}

/** Keeps these together, and names them. */
async function keep(contents: readonly Buffer[]): Promise<Staged[]> {
  const staged = await Promise.all(contents.map((bytes) => blobs.stageForPack(bytes)))
  await database.db.transaction(async (tx) => {
    await blobs.keep(tx, staged)
    await tx.raw('insert into naming select unnest(?::bytea[])', [staged.map(({ hash }) => hash)])
  })
  return staged
}

const count = async (table: string) => (await database.db(table).count('* as n'))[0]!.n
const sweep = () => blobs.sweep(database.db, new Date(Date.now() + 1000))
const unname = ({ hash }: Staged) => database.db('naming').where({ hash }).delete()
const packed = async () =>
  Buffer.concat((await database.db('packs').select('bytes')).map(({ bytes }) => zstdDecompressSync(bytes)))

test('what is kept together comes back one by one, several at once, whole or in part', async () => {
  const contents = [...mails(40), Buffer.alloc(0), randomBytes(30_000), ...mails(3)]
  const staged = await keep(contents)
  const { db } = database
  expect(await count('packs')).toBeLessThan(3)
  const many = await blobs.readMany(
    db,
    staged.map(({ hash }) => hash),
  )
  for (const [n, { hash, size }] of staged.entries()) {
    const bytes = contents[n]!
    expect(size).toBe(bytes.length)
    expect((await blobs.read(db, hash)).equals(bytes)).toBe(true)
    expect(many.get(hash.toString('hex'))!.equals(bytes)).toBe(true)
    expect((await buffer(await blobs.open(db, hash))).equals(bytes)).toBe(true)
    expect(
      (await buffer(await blobs.open(db, hash, { start: 5, end: 90 }))).equals(bytes.subarray(5, 90)),
    ).toBe(true)
  }
})

test('mails of a list take less than half of what they take one by one', async () => {
  const contents = mails(200)
  await keep(contents)
  const inPacks = (await packed()).length
  expect(inPacks).toBe(contents.reduce((sum, bytes) => sum + bytes.length, 0))
  const { rows } = await database.db.raw('select sum(octet_length(bytes)) as n from packs')
  const alone = await Promise.all(contents.map((bytes) => blobs.stage(bytes)))
  expect(rows[0].n * 2).toBeLessThan(alone.reduce((sum, { storedSize }) => sum + storedSize, 0))
})

test('what is too large for a pack is kept by itself', async () => {
  const bytes = randomBytes(100_000)
  const [staged] = await keep([bytes])
  expect(await count('packs')).toBe(0)
  expect((await blobs.read(database.db, staged!.hash)).equals(bytes)).toBe(true)
})

test('the same bytes are kept once, whoever kept them first', async () => {
  const [one, two, three] = mails(3) as [Buffer, Buffer, Buffer]
  const alone = await blobs.stage(one)
  await database.db.transaction((tx) => blobs.keep(tx, [alone]))
  await keep([one, two])
  await keep([two, three])
  expect(await count('blobs')).toBe(3)
  expect((await packed()).equals(Buffer.concat([two, three]))).toBe(true)
})

test('imports that keep the same mails at the same time both end well', async () => {
  const contents = mails(60)
  await Promise.all([keep(contents), keep(contents.toReversed()), keep(contents.slice(20, 40))])
  expect(await count('blobs')).toBe(60)
  await Promise.all(
    (await database.db('naming').select('hash')).map(({ hash }) => blobs.read(database.db, hash)),
  )
})

test('a mail that nothing names any more leaves its pack, and the others stay readable', async () => {
  const contents = mails(10)
  const staged = await keep(contents)
  await unname(staged[4]!)
  expect(await sweep()).toMatchObject({ rows: 1 })
  expect((await packed()).includes(contents[4]!)).toBe(false)
  for (const [n, { hash }] of staged.entries()) {
    if (n === 4) await expect(blobs.read(database.db, hash)).rejects.toThrow('No blob')
    else expect((await blobs.read(database.db, hash)).equals(contents[n]!)).toBe(true)
  }
})

test('a pack of which nothing is named goes', async () => {
  await keep(mails(10))
  await database.db('naming').delete()
  expect(await sweep()).toMatchObject({ rows: 10 })
  expect([await count('blobs'), await count('packs')]).toEqual([0, 0])
})
