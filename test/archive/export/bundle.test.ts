import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BundleContent, type Member, type PostedMail, writeBundle } from '#archive/export/bundle.ts'
import { type Bundle, type BundleFound, openBundle } from '#archive/export/read-bundle.ts'
import { MAX_MAIL } from '#archive/import/found.ts'
import { fileOf, found } from '../import/sources.ts'
import { directoryRecordOf, zipBytes } from '../import/zips.ts'

const MAIL = 'From: anne@asso.example\r\nSubject: Compost\r\n\r\nBonjour'
const posted = (bytes: Buffer, at = 0): PostedMail => ({
  messageId: `${at}@asso.example`,
  hash: `hash${at}`,
  datedAt: new Date(1_400_000_000_123 + at * 1_000),
  state: at % 2 === 0 ? 'shown' : 'hidden',
  bytes,
})
const members: Member[] = [
  {
    address: 'anne@asso.example',
    name: 'Anne "Nana" Martin, présidente',
    standing: 'subscriber',
    since: new Date('2014-01-31T11:45:26Z'),
    source: 'own',
    mode: 'digest',
    pausedUntil: new Date('2026-12-01T00:00:00Z'),
    ownPosts: false,
    whenAddressed: true,
    hidden: false,
    roles: ['owner', 'moderator'],
  },
  { address: 'bob@asso.example', name: '', standing: 'left', roles: [] },
  { address: 'eve@asso.example', name: '=HYPERLINK("http://x")', standing: 'neither', roles: ['moderator'] },
  { address: "'o@asso.example", name: ' deux\nlignes ', standing: 'subscriber', roles: [] },
]
const settings = { title: 'Compost & jardins', tag: null, policies: { post: ['é', 1] } }

function content(mails: readonly Buffer[], overrides: Partial<BundleContent> = {}): BundleContent {
  return {
    list: { address: 'compost@velo15.example', listId: 'compost.velo15.example', title: 'Compost & jardins' },
    software: 'Relais 0.1.0',
    madeAt: new Date('2026-11-22T12:00:00Z'),
    messages: each(mails.map(posted)),
    members: each(members),
    settings,
    ...overrides,
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function read<T>(bytes: Buffer | string, use: (bundle: Bundle) => Promise<T>): Promise<T> {
  const bundle = await openBundle(typeof bytes === 'string' ? bytes : await fileOf(bytes, 'liste.zip'))
  try {
    return await use(bundle)
  } finally {
    bundle.close()
  }
}

const mailsOf = (bundle: Bundle): Promise<BundleFound[]> => collected(bundle.messages())

test('the archive of a list gives everything back: mails to the byte, where they stand, members, settings', async () => {
  const mails = [
    Buffer.from(MAIL),
    Buffer.alloc(3_000_000, 'abc\n'),
    Buffer.alloc(0),
    Buffer.from([0, 255, 10, 13]),
  ]
  await read(await whole(writeBundle(content(mails))), async (bundle) => {
    expect(bundle.manifest).toMatchObject({
      format: 'relais-archive',
      version: 1,
      software: 'Relais 0.1.0',
      madeAt: new Date('2026-11-22T12:00:00Z'),
      list: {
        address: 'compost@velo15.example',
        listId: 'compost.velo15.example',
        title: 'Compost & jardins',
      },
      counts: { messages: 4, members: 4 },
    })
    expect(bundle.settings).toEqual(settings)
    expect(await collected(bundle.members())).toEqual(members)
    const steps = await mailsOf(bundle)
    expect(
      steps.map((step) => 'bytes' in step && step.bytes.equals(mails[Number(step.posting.messageId[0])]!)),
    ).toEqual([true, true, true, true])
    expect(steps[1]).toMatchObject({
      posting: {
        messageId: '1@asso.example',
        hash: 'hash1',
        datedAt: new Date(1_400_000_001_123),
        state: 'hidden',
        file: 'messages/000002.eml',
        size: 3_000_000,
      },
    })
    expect(steps.at(-1)?.readBytes).toBe(bundle.totalBytes)
  })
})

test('whatever bytes mails are made of, and whatever names members have, they come back as they were', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom("'", '=1+1', '\t', ' ', '"', 'a,b', '\r\n', '\ufeff', ';'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }),
      fc.array(text, { maxLength: 4 }),
      async (bodies, names) => {
        const wanted = names.map(
          (name): Member => ({ address: `${name}@x`, name, standing: 'subscriber', roles: [] }),
        )
        const made = await whole(
          writeBundle(
            content(
              bodies.map((body) => Buffer.from(body)),
              { members: each(wanted) },
            ),
          ),
        )
        await read(made, async (bundle) => {
          expect(await collected(bundle.members())).toEqual(wanted)
          expect((await mailsOf(bundle)).map((step) => 'bytes' in step && [...step.bytes])).toEqual(
            bodies.map((body) => [...body]),
          )
        })
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

test('the same list gives the same bytes each time, wherever the clock is', async () => {
  const zone = process.env.TZ
  const one = await whole(writeBundle(content([Buffer.from(MAIL)])))
  process.env.TZ = 'Pacific/Auckland'
  try {
    expect(await whole(writeBundle(content([Buffer.from(MAIL)])))).toEqual(one)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

test('it is an ordinary zip: its mails can be imported as those of any other', async () => {
  const file = await fileOf(await whole(writeBundle(content([Buffer.from(MAIL)]))), 'liste.zip')
  expect(await found('zip', file)).toEqual([
    MAIL,
    'not-a-mail @postings.jsonl:0',
    'not-a-mail @members.csv:0',
    'not-a-mail @settings.json:0',
    'not-a-mail @manifest.json:0',
  ])
})

test('reading goes on after each mail with the very same rest', async () => {
  const bytes = await whole(writeBundle(content([1, 2, 3, 4].map((at) => Buffer.from(`${MAIL}${at}`)))))
  await read(bytes, async (bundle) => {
    const steps = await mailsOf(bundle)
    for (const [at, { cursor }] of steps.entries()) {
      expect(await collected(bundle.messages(JSON.parse(JSON.stringify(cursor))))).toEqual(
        steps.slice(at + 1),
      )
    }
  })
})

test('a mail that was changed or is missing is left over, the others are read', async () => {
  const entries = await entriesOf(
    await whole(writeBundle(content([Buffer.from(MAIL), Buffer.from(`${MAIL}2`), Buffer.from(`${MAIL}3`)]))),
  )
  entries.set('messages/000001.eml', Buffer.from(MAIL.replace('Anne', 'Eve').replace('Bonjour', 'Au revoir')))
  entries.delete('messages/000002.eml')
  await read(await zipBytes([...entries].reverse()), async (bundle) => {
    expect(
      (await mailsOf(bundle)).map((step) => ('why' in step ? `${step.why} ${step.place.file}` : 'mail')),
    ).toEqual(['damaged messages/000001.eml', 'unreadable messages/000002.eml', 'mail'])
  })
})

test.each([
  [
    'postings.jsonl',
    (text: string) => text.replace('shown', 'hidden'),
    /damaged: postings\.jsonl is not what the manifest says/,
  ],
  [
    'members.csv',
    (text: string) => text.replace('anne', 'eve'),
    /damaged: members\.csv is not what the manifest says/,
  ],
  ['settings.json', () => '{}', /damaged: settings\.json is not what the manifest says/],
  [
    'manifest.json',
    (text: string) => text.replace('"version": 1', '"version": 2'),
    /made by a later version/,
  ],
  ['manifest.json', (text: string) => text.replace('"counts"', '"sums"'), /not that of an archive of a list/],
  ['manifest.json', () => 'null', /made by a later version of Relais, or by another program/],
  ['manifest.json', () => '{', /manifest\.json is not JSON/],
  ['manifest.json', () => ' '.repeat(16_777_217), /manifest\.json is too large/],
])('what is wrong with %s is said when the archive is opened', async (name, change, message) => {
  const entries = await entriesOf(await whole(writeBundle(content([Buffer.from(MAIL)]))))
  entries.set(name, Buffer.from(change(entries.get(name)!.toString())))
  await expect(openBundle(await fileOf(await zipBytes([...entries])))).rejects.toThrow(message)
})

test('large lists of facts and large mails are read one after the other from the same open file', async () => {
  const noise = Buffer.from(Array.from({ length: 2_200_000 }, (_, at) => ((at * at) % 65_521) & 0xff))
  const mails = [noise, Buffer.from(MAIL), noise.subarray(1)]
  await read(await whole(writeBundle(content(mails))), async (bundle) => {
    const steps = await mailsOf(bundle)
    expect(steps.map((step) => 'bytes' in step && step.bytes.length)).toEqual([
      2_200_000,
      MAIL.length,
      2_199_999,
    ])
    expect(await collected(bundle.members())).toEqual(members)
  })
})

test('a zip that is no archive, names a file twice, or is cut is refused in one sentence', async () => {
  await expect(openBundle(await fileOf(await zipBytes([['a.eml', MAIL]])))).rejects.toThrow(
    /it has no manifest\.json/,
  )
  await expect(
    openBundle(
      await fileOf(
        await zipBytes([
          ['manifest.json', '{}'],
          ['manifest.json', '{}'],
        ]),
      ),
    ),
  ).rejects.toThrow(/has manifest\.json twice/)
  const bytes = await whole(writeBundle(content([Buffer.from(MAIL)])))
  await expect(openBundle(await fileOf(bytes.subarray(0, bytes.length - 9)))).rejects.toThrow(
    /is not a zip that can be read/,
  )
  const record = directoryRecordOf(bytes, 'members.csv')
  bytes[record + 16]! ^= 1
  await expect(openBundle(await fileOf(bytes))).rejects.toThrow(/is damaged: wrong size or checksum/)
})

test('lines that say nothing of a mail or of a member are named by their number', async () => {
  const bundle = content([Buffer.from(MAIL)])
  const wrong = { ...posted(Buffer.from(MAIL)), hash: 7 as unknown as string }
  const mails = { ...bundle, messages: each([posted(Buffer.from(MAIL)), wrong]) }
  await read(await whole(writeBundle(mails)), async (opened) => {
    await expect(mailsOf(opened)).rejects.toThrow(/line 2 of postings\.jsonl says nothing of a mail/)
  })
  const nobody = { ...members[0]!, standing: 'ami' as 'left' }
  await read(await whole(writeBundle({ ...bundle, members: each([nobody]) })), async (opened) => {
    await expect(collected(opened.members())).rejects.toThrow(
      /line 2 of members\.csv says nothing of a member/,
    )
  })
})

test('a mail that is encrypted, or larger than any is taken, is left over without being inflated', async () => {
  const mails = [Buffer.from(MAIL), Buffer.from(`${MAIL}2`), Buffer.from(`${MAIL}3`)]
  const bytes = await whole(writeBundle(content(mails)))
  const first = directoryRecordOf(bytes, 'messages/000001.eml')
  bytes.writeUInt16LE(1, first + 8)
  bytes.writeUInt32LE(MAX_MAIL + 1, directoryRecordOf(bytes, 'messages/000002.eml') + 24)
  await read(bytes, async (bundle) => {
    const why = (await mailsOf(bundle)).map((step) => ('why' in step ? step.why : 'mail'))
    expect(why).toEqual(['encrypted', 'too-large', 'mail'])
  })
})

test('a line of facts without end is refused', async () => {
  const mail = { ...posted(Buffer.from(MAIL)), messageId: 'x'.repeat(9_000_000) }
  await read(await whole(writeBundle(content([], { messages: each([mail]) }))), async (bundle) => {
    await expect(mailsOf(bundle)).rejects.toThrow(/line 1 is longer than 65536 characters/)
  })
})

test('an error while the mails are read ends the writing with it', async () => {
  async function* broken(): AsyncGenerator<PostedMail> {
    yield posted(Buffer.from(MAIL))
    throw new Error('the blob is gone')
  }
  await expect(whole(writeBundle(content([], { messages: broken() })))).rejects.toThrow('the blob is gone')
})

async function entriesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  for (let at = 0; bytes.toString('latin1', at, at + 4) === 'PK\x03\x04'; ) {
    const [method, stored, name] = [
      bytes.readUInt16LE(at + 8),
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
    ]
    const start = at + 30 + name
    const content = bytes.subarray(start, start + stored)
    entries.set(
      bytes.toString('latin1', at + 30, start),
      method === 8 ? inflateRawSync(content) : Buffer.from(content),
    )
    at = start + stored
  }
  return entries
}
