import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
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
})
beforeEach(async () => {
  await database.db.raw('truncate naming, blobs, packs, dictionaries restart identity cascade')
  blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
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

/** A mail with its readable text beside it. */
interface Accompanied {
  readonly mail: Buffer
  readonly text?: Buffer
}

const accompanied = (count: number): Accompanied[] =>
  mails(count).map((mail, n) => ({
    mail,
    text: Buffer.from(`texte ${n} ${randomBytes(20).toString('hex')}`),
  }))

async function keepWithTexts(contents: readonly Accompanied[]): Promise<Staged[]> {
  const staged = await Promise.all(contents.map(({ mail, text }) => blobs.stageForPack(mail, text)))
  await database.db.transaction(async (tx) => {
    await blobs.keep(tx, staged)
    await tx.raw('insert into naming select unnest(?::bytea[])', [staged.map(({ hash }) => hash)])
  })
  return staged
}

/** Everything of these that can be read, in their order. */
async function readBack(staged: readonly Staged[]): Promise<Accompanied[]> {
  const hashes = staged.map(({ hash }) => hash)
  const whole = await blobs.readMany(database.db, hashes)
  const texts = await blobs.readCompanions(database.db, hashes)
  return hashes.map((hash) => {
    const name = hash.toString('hex')
    const text = texts.get(name)
    return { mail: whole.get(name)!, ...(text && { text }) }
  })
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

test('a companion is read by the name of what it stands beside, and has no row of its own', async () => {
  const contents = [...accompanied(30), { mail: Buffer.from('sans texte') }, ...accompanied(3)]
  const staged = await keepWithTexts(contents)
  expect(await count('blobs')).toBe(contents.length)
  expect(await readBack(staged)).toEqual(contents)
  expect(await readBack(staged.slice(30, 32))).toEqual(contents.slice(30, 32))
})

test('a companion stays with what stays, and goes with what goes', async () => {
  const contents = accompanied(10)
  const staged = await keepWithTexts(contents)
  await unname(staged[4]!)
  expect(await sweep()).toMatchObject({ rows: 1 })
  expect((await packed()).includes(contents[4]!.text!)).toBe(false)
  expect(await readBack(staged.toSpliced(4, 1))).toEqual(contents.toSpliced(4, 1))
  expect(await blobs.readCompanions(database.db, [staged[4]!.hash])).toEqual(new Map())
  await database.db('naming').delete()
  expect(await sweep()).toMatchObject({ rows: 9 })
  expect([await count('blobs'), await count('packs')]).toEqual([0, 0])
})

test('the same mail brought twice is kept once, with its companion', async () => {
  const [one, two, three] = accompanied(3) as [Accompanied, Accompanied, Accompanied]
  await keepWithTexts([one, two])
  const staged = await keepWithTexts([two, three, two])
  expect(await count('blobs')).toBe(3)
  expect(await packed()).toEqual(Buffer.concat([one, two, three].flatMap(({ mail, text }) => [mail, text!])))
  expect(await readBack(staged)).toEqual([two, three, two])
})

test('imports that bring the same mails at the same time leave each its companion', async () => {
  const contents = accompanied(60)
  const alone = contents.map(({ mail }) => ({ mail }))
  const [staged] = await Promise.all([
    keepWithTexts(contents),
    keepWithTexts(contents.toReversed()),
    keepWithTexts(alone.slice(20, 40)),
  ])
  expect(await readBack(staged)).toEqual(contents)
})

test('what had a row, a file or a place without a companion moves to where it has one', async () => {
  const inRow = accompanied(1)[0]!
  const inFile = { mail: randomBytes(40_000), text: Buffer.from('le texte') }
  const [inPack, other] = accompanied(2) as [Accompanied, Accompanied]
  const live = await Promise.all([inRow, inFile].map(({ mail }) => blobs.stage(mail)))
  await database.db.transaction((tx) => blobs.keep(tx, live))
  await keepWithTexts([{ mail: inPack.mail }])
  const contents = [inRow, inFile, inPack, other]
  const staged = await keepWithTexts(contents)
  expect(await count('blobs')).toBe(4)
  expect(await readBack(staged)).toEqual(contents)
  await keepWithTexts(contents.map(({ mail }) => ({ mail })))
  expect(await readBack(staged)).toEqual(contents)
  expect(await sweep()).toMatchObject({ rows: 0, files: 1 })
  expect(await readBack(staged)).toEqual(contents)
})

test('in one keep, the same bytes with and without a companion are kept with it, in any order', async () => {
  for (const order of [0, 1]) {
    const [{ mail, text }] = accompanied(1) as [Accompanied & { text: Buffer }]
    const both = [await blobs.stageForPack(mail, text), await blobs.stageForPack(mail)]
    await database.db.transaction((tx) => blobs.keep(tx, order === 0 ? both : both.toReversed()))
    expect(await readBack(both.slice(0, 1))).toEqual([{ mail, text }])
  }
})

test('neither a companion too large for a pack nor one of what is too large is kept beside', async () => {
  const small = Buffer.from('petit')
  const large = randomBytes(200_000)
  expect((await blobs.stageForPack(small, large)).companion).toBeUndefined()
  expect((await blobs.stageForPack(large, small)).companion).toBeUndefined()
  expect((await blobs.stageForPack(Readable.from([small]), small)).companion).toBeUndefined()
})

test('packs are compressed with what earlier ones have in common, and read with it', async () => {
  const common = Array.from({ length: 40 }, (_, n) => `X-Usage-${n}: ${'aussi bien le lundi '.repeat(3)}${n}`)
  const own = 'Votre conseiller : Alix Martin, 06 12 34 56 78'
  const letter = (n: number) =>
    Buffer.from(
      [
        ...common,
        `From: alix.martin@asso.example`,
        '',
        own,
        randomBytes(n % 2 ? 900 : 20_000).toString('hex'),
      ].join('\n'),
    )
  const first = await keep(Array.from({ length: 70 }, (_, n) => letter(n)))
  const [made] = await database.db('dictionaries').select('*')
  const dictionary = made.bytes.toString()
  expect(dictionary).toContain(common[0])
  expect(dictionary).not.toContain('Alix')
  expect(dictionary).not.toContain('alix.martin')
  const before = await database.db('packs').max('id')
  const letters = Array.from({ length: 3 }, (_, n) => letter(2 * n + 1))
  const then = await keep(letters)
  const newer = await database.db('packs').where('id', '>', before[0]!.max).select('dictionary', 'bytes')
  expect(newer.map((pack) => pack.dictionary)).toEqual(newer.map(() => made.id))
  expect(() => zstdDecompressSync(newer[0].bytes)).toThrow()
  for (const one of [blobs, openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))]) {
    expect(await one.read(database.db, then[1]!.hash)).toEqual(letters[1])
    expect((await one.readMany(database.db, [first[3]!.hash, then[0]!.hash])).size).toBe(2)
  }
})

test('a dictionary whose transaction was taken back is not used', async () => {
  const letters = Array.from({ length: 40 }, () =>
    Buffer.from(`Une ligne que toutes ont, elles aussi\n${randomBytes(30_000).toString('hex')}`),
  )
  const staged = await Promise.all(letters.map((bytes) => blobs.stageForPack(bytes)))
  await database.db
    .transaction(async (tx) => {
      await blobs.keep(tx, staged)
      expect(await tx('dictionaries').first()).toBeDefined()
      throw new Error('taken back')
    })
    .catch(() => {})
  const kept = await keep(letters.slice(0, 2))
  expect(await blobs.read(database.db, kept[0]!.hash)).toEqual(letters[0])
})

test('mails that have nothing in common are not gone through each time', async () => {
  const kept = await keep(Array.from({ length: 70 }, () => Buffer.from(randomBytes(20_000).toString('hex'))))
  const made = () => database.db('dictionaries').select('id', 'bytes')
  const [noted, ...others] = await made()
  expect([noted.bytes.length, others]).toEqual([0, []])
  const more = await keep([Buffer.from(randomBytes(20_000).toString('hex'))])
  expect(await made()).toHaveLength(1)
  expect(await blobs.readMany(database.db, [kept[0]!.hash, more[0]!.hash])).toHaveProperty('size', 2)
  expect(await database.db('packs').whereNotNull('dictionary')).toEqual([])
})
