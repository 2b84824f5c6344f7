import { expect, test } from 'vitest'
import { endRecords } from '#archive/export/zip-records.ts'
import { openDirectory, readEntry } from '#archive/import/zip/zip-file.ts'
import { all, fileOf, found, inShort } from './sources.ts'
import { directoryRecordOf, zipBytes, zipOf } from './zips.ts'

const SEP = 'From anne@asso.example Fri Jan 31 11:45:26 2014\n'
const MAIL = 'From: anne@asso.example\nSubject: Compost\n\nBonjour\n'

test('a zip gives the mails of its mboxes, single mails and Maildirs, in the order of the zip', async () => {
  const file = await zipOf([
    ['Takeout/', ''],
    ['Takeout/Groups/topics.mbox', `${SEP}${MAIL}1\n${SEP}${MAIL}2\n`],
    ['un.eml', `${MAIL}3`],
    ['Maildir/cur/17.a:2,S', `${MAIL}4`],
    ['Maildir/cur/17.b:2,ST', `${MAIL}5`],
    ['members.csv', 'a,b\n'],
    ['dedans.zip', await zipBytes([['x.eml', MAIL]])],
    ['vide.mbox', ''],
  ])
  expect(await found('zip', file)).toEqual([
    `${MAIL}1\n`,
    `${MAIL}2\n`,
    `${MAIL}3`,
    `${MAIL}4`,
    'deleted @Maildir/cur/17.b:2,ST:0',
    'not-a-mail @members.csv:0',
    'archive-inside @dedans.zip:0',
  ])
})

test('a large mbox in a zip is read as it is inflated', async () => {
  const mails = Array.from({ length: 400 }, (_, at) => `${MAIL}${`${at * 7919}\n`.repeat(3_000)}`)
  const file = await zipOf([['grand.mbox', mails.map((mail) => `${SEP}${mail}\n`).join('')]])
  const steps = await all('zip', file)
  expect(steps.map(inShort)).toEqual(mails)
  const read = steps.map((step) => step.readBytes)
  expect(read[100]).toBeGreaterThan(0)
  expect(read[100]).toBeLessThan(read[399]!)
})

test('what is encrypted is left over, and the rest taken', async () => {
  const bytes = await zipBytes([
    ['secret.eml', MAIL],
    ['clair.eml', MAIL],
  ])
  const record = directoryRecordOf(bytes, 'secret.eml')
  bytes.writeUInt16LE(bytes.readUInt16LE(record + 8) | 1, record + 8)
  expect(await found('zip', await fileOf(bytes))).toEqual(['encrypted @secret.eml:0', MAIL])
})

test('what is compressed in a way that we do not know is left over', async () => {
  const bytes = await zipBytes([
    ['etrange.eml', MAIL],
    ['clair.eml', MAIL],
  ])
  bytes.writeUInt16LE(93, directoryRecordOf(bytes, 'etrange.eml') + 10)
  expect(await found('zip', await fileOf(bytes))).toEqual(['unreadable @etrange.eml:0', MAIL])
})

test.each([
  ['its checksum', 16],
  ['its size', 24],
])(
  'an entry that is not what the zip says by %s is left over as damaged, large or small',
  async (_what, at) => {
    const large = MAIL + 'abcdefgh'.repeat(400_000)
    const bytes = await zipBytes([
      ['petit.eml', MAIL],
      ['grand.eml', large],
      ['bon.eml', MAIL],
    ])
    for (const name of ['petit.eml', 'grand.eml']) {
      const record = directoryRecordOf(bytes, name)
      bytes[record + at]! ^= 1
    }
    expect(await found('zip', await fileOf(bytes))).toEqual([
      'damaged @petit.eml:0',
      'damaged @grand.eml:0',
      MAIL,
    ])
  },
)

test('an entry that inflates to more than it says is read no further', async () => {
  const bytes = await zipBytes([['bombe.eml', Buffer.alloc(60_000_000, 'x')]])
  bytes.writeUInt32LE(3_000_000, directoryRecordOf(bytes, 'bombe.eml') + 24)
  const opened = await openDirectory(await fileOf(bytes))
  let read = 0
  try {
    for await (const entry of opened.zip.eachEntry()) {
      const reading = (async () => {
        for await (const chunk of readEntry(opened, entry)) read += chunk.length
      })()
      await expect(reading).rejects.toThrow('larger than the zip says')
    }
  } finally {
    opened.zip.close()
  }
  expect(read).toBeLessThanOrEqual(3_000_000)
  expect(read).toBeGreaterThan(1_000_000)
})

test('a bomb is left over without being inflated, and says so', async () => {
  const bomb = Buffer.concat([Buffer.from(MAIL), Buffer.alloc(40_000_000, 'x')])
  expect(
    await found(
      'zip',
      await zipOf([
        ['bombe.eml', bomb],
        ['bon.eml', MAIL],
      ]),
    ),
  ).toEqual(['too-dense @bombe.eml:0', MAIL])
})

test('entries that share their bytes, as in bombs of another kind, are refused', async () => {
  const noise = Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * at * 31 + at * 7) % 251))
  const bytes = await zipBytes([
    ['a.eml', noise],
    ['b.eml', 'x'],
  ])
  const record = directoryRecordOf(bytes, 'b.eml')
  for (const [at, size] of [
    [20, noise.length + 100],
    [24, noise.length + 100],
  ] as const)
    bytes.writeUInt32LE(size, record + at)
  bytes.writeUInt32LE(0, record + 42)
  await expect(found('zip', await fileOf(bytes))).rejects.toThrow(/its entries overlap/)
})

test('a size beyond any archive is refused', async () => {
  const bytes = await zipBytes([['a.eml', MAIL]])
  const field = Buffer.alloc(12)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8, 2)
  field.writeBigUInt64LE(2n ** 50n, 4)
  const record = directoryRecordOf(bytes, 'a.eml')
  bytes.writeUInt32LE(0xffffffff, record + 24)
  bytes.writeUInt16LE(field.length, record + 30)
  const after = record + 46 + 'a.eml'.length
  const longer = Buffer.concat([bytes.subarray(0, after), field, bytes.subarray(after)])
  const end = longer.lastIndexOf('PK\x05\x06')
  longer.writeUInt32LE(longer.readUInt32LE(end + 12) + field.length, end + 12)
  await expect(found('zip', await fileOf(longer))).rejects.toThrow(/would inflate beyond any archive/)
})

test('a directory of more than two million entries is refused before it is read', async () => {
  const end = endRecords({ count: 2_000_001, size: 0, offset: 0 })
  await expect(found('zip', await fileOf(end))).rejects.toThrow(/has more than 2000000 entries/)
})

test('names are labels only: one that climbs out or is absolute names nothing else than itself', async () => {
  const file = await zipOf([
    ['../../etc/passwd', MAIL],
    ['/abs.eml', `${MAIL}2`],
  ])
  expect((await all('zip', file)).map((step) => [step.place.file, inShort(step)])).toEqual([
    ['../../etc/passwd', MAIL],
    ['/abs.eml', `${MAIL}2`],
  ])
})

test('what is no zip, an empty one, or a cut one is refused in one sentence', async () => {
  await expect(found('zip', await fileOf('bonjour'))).rejects.toThrow(/is not a zip that can be read/)
  await expect(found('zip', await zipOf([]))).rejects.toThrow(/there is no file in/)
  const whole = await zipBytes([['a.eml', MAIL]])
  await expect(found('zip', await fileOf(whole.subarray(0, 60)))).rejects.toThrow(
    /is not a zip that can be read/,
  )
  await expect(found('mbox', await zipOf([['a.eml', MAIL]]))).rejects.toThrow(/import it with the format zip/)
})
