// A message without its files: what is not taken out stays byte for byte, and what must not be touched is not.
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMail } from '#archive/read.ts'
import type { Arrival } from '#lists/arrivals.ts'
import { makeCopies } from '#lists/copies.ts'
import type { Original } from '#lists/original.ts'
import { postPresets } from '#lists/presets.ts'
import { bodySigns } from '#lists/rewrite.ts'
import { SMALL_FILE_BYTES, withoutFiles } from '#lists/without-files.ts'
import { Header } from '#mta/message/header.ts'
import { keyOf, signed } from '../mta/in/signing.ts'
import { fakeResolver } from '../support/dns.ts'
import { damaged, hostileMail } from '../support/hostile-mail.ts'
import { mail } from '../support/mail.ts'
import { mailWithFiles } from '../support/mail-with-files.ts'
import { type TestSite, testSite } from '../support/site.ts'

function originalOf(bytes: Buffer, stepBytes = 65_536): Original {
  const { header, bodyOffset } = Header.parse(bytes)
  const slices = function* () {
    for (let at = bodyOffset; at < bytes.length; at += stepBytes) yield bytes.subarray(at, at + stepBytes)
  }
  return {
    header,
    bodyOffset,
    size: bytes.length,
    body: () => Readable.from(slices(), { objectMode: false }),
  }
}

async function lighter(bytes: Buffer, stepBytes?: number): Promise<Buffer | undefined> {
  const original = originalOf(bytes, stepBytes)
  const { attachments } = await readMail({ bytes, open: async () => Readable.from([bytes]) })
  const made = await withoutFiles(original, {
    files: attachments,
    language: 'fr',
    url: 'https://relais.example/lists/bureau@velo15.example/messages/abc',
  })
  if (!made) return undefined
  return Buffer.concat([bytes.subarray(0, original.bodyOffset), await buffer(made.body())])
}

const large = Buffer.alloc(SMALL_FILE_BYTES + 1, 'x')
const file = (name: string, type: string, bytes = large) => ({ name, type, bytes })
const parts = (type: string, ...content: string[]) =>
  mail(
    { 'MIME-Version': '1.0', 'Content-Type': `${type}; boundary=b` },
    `${content.map((part) => `--b\n${part}\n`).join('')}--b--\n`,
  )
const part = (type: string, name: string) =>
  `Content-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\n\n${'x'.repeat(SMALL_FILE_BYTES + 1)}`

test('each large file is a link to its own page; small ones and the text stay as they are', async () => {
  const bytes = mailWithFiles({ From: 'a@b.example' }, 'Voici : =C3=A9 –', [
    file('petit.txt', 'text/plain', Buffer.from('court')),
    file('Photo d’été & co.jpg', 'image/jpeg'),
    file('plan.pdf', 'application/pdf'),
  ])
  const made = (await lighter(bytes))!
  const read = await simpleParser(made)
  expect(read.attachments.map(({ filename }) => filename)).toEqual(['petit.txt'])
  expect(read.text).toContain('/attachments/2/Photo%20d%E2%80%99%C3%A9t%C3%A9%20%26%20co.jpg')
  expect(read.text).toContain('/attachments/3/plan.pdf')
  const upTo = bytes.indexOf('Content-Type: image/jpeg')
  expect(made.subarray(0, upTo).equals(bytes.subarray(0, upTo))).toBe(true)
})

describe('stays whole:', () => {
  const text = 'Content-Type: text/plain\n\nBonjour'
  test.each([
    [
      'what has no large file',
      mailWithFiles({}, 'Voici', [file('a.pdf', 'application/pdf', Buffer.alloc(SMALL_FILE_BYTES))]),
    ],
    [
      'a signed message',
      parts('multipart/signed; protocol="application/pgp-signature"', text, part('application/pdf', 'a.pdf')),
    ],
    ['an encrypted one', parts('multipart/encrypted', text, part('application/octet-stream', 'a.asc'))],
    [
      'an alternative form of the text',
      parts('multipart/alternative', text, part('application/pdf', 'a.pdf')),
    ],
    [
      'a forwarded message',
      parts('multipart/mixed', text, `Content-Type: message/rfc822\n\nSubject: x\n\n${'y'.repeat(20_000)}`),
    ],
    [
      'a picture in the text',
      parts(
        'multipart/related',
        'Content-Type: text/html\n\n<img src="cid:1">',
        `Content-Type: image/png\nContent-ID: <1>\n\n${'x'.repeat(20_000)}`,
      ),
    ],
    [
      'a file that is the whole message',
      mail({ 'Content-Type': 'application/pdf; name=a.pdf' }, 'x'.repeat(20_000)),
    ],
    [
      'MIME that cannot be put together again',
      Buffer.concat([
        parts('multipart/mixed', text, part('application/pdf', 'a.pdf')).subarray(0, -7),
        Buffer.from('--b\r\nContent-Type: text/plain\r\n--b--\r\n'),
      ]),
    ],
  ])('%s', async (_, bytes) => {
    expect(await lighter(bytes)).toBeUndefined()
  })
})

test('the text of any mail is the same without its files, or the mail stays whole', async () => {
  const plain = ['nested-alternatives', 'forwarded-message', 'digest'].map((name) =>
    readFileSync(new URL(`../archive/mails/${name}.eml`, import.meta.url)),
  )
  const heavy = mailWithFiles({ From: 'a@b.example' }, 'Voici', [file('a.pdf', 'application/pdf')])
  const mails = fc.oneof(fc.constantFrom(...plain).chain(damaged), damaged(heavy), hostileMail)
  const textOf = async (bytes: Buffer) =>
    (await readMail({ bytes, open: async () => Readable.from([bytes]) })).text
  await fc.assert(
    fc.asyncProperty(mails, fc.integer({ min: 1, max: 400 }), async (bytes, stepBytes) => {
      const made = await lighter(bytes, stepBytes)
      if (made !== undefined) expect(await textOf(made)).toContain((await textOf(bytes)).split('\n')[0])
    }),
    { numRuns: 300 },
  )
})

test('a message of 40 MB passes through in little memory', async () => {
  const line = `${Buffer.alloc(57, 'relais').toString('base64')}\r\n`
  const head = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n'
  const before =
    '--b\r\n\r\nvoici\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  const original: Original = {
    header: Header.parse(Buffer.from(head)).header,
    bodyOffset: head.length,
    size: 40_000_000,
    body: () =>
      Readable.from(
        (function* () {
          yield Buffer.from(before)
          for (let n = 0; n < 5_000; n++) yield Buffer.from(line.repeat(100))
          yield Buffer.from('\r\n--b--\r\n')
        })(),
        { objectMode: false },
      ),
  }
  const files = [
    { name: 'a.zip', type: 'application/zip', size: 28_500_000, disposition: 'attachment' } as const,
  ]
  const rss = process.memoryUsage().rss
  const made = (await withoutFiles(original, { files, language: 'fr', url: 'https://r.example' }))!
  const bytes = await buffer(made.body())
  expect(bytes.length).toBeLessThan(1_000)
  expect(bytes.toString()).toMatch(
    /^--b\r\n\r\nvoici\r\n--b\r\nContent-Type: text\/plain[\s\S]*\r\n--b--\r\n$/,
  )
  expect(process.memoryUsage().rss - rss).toBeLessThan(100_000_000)
}, 60_000)

describe('From', () => {
  let site: TestSite
  beforeAll(async () => {
    site = await testSite()
  })
  afterAll(() => site.close())

  test('stays the author’s on the whole copy, whose signature is good, and is the list’s where it would not be', async () => {
    const list = await site.list('bureau@velo15.example', 'discussion', 'anne@strict.example')
    const bytes = await signed(
      mailWithFiles({ From: 'Anne <anne@strict.example>', To: list.address, Subject: 'Plan' }, 'Voici', [
        file('a.pdf', 'application/pdf'),
      ]),
      'strict.example',
    )
    const { attachments } = await readMail({ bytes, open: async () => Readable.from([bytes]) })
    const original = originalOf(bytes)
    const arrival = {
      id: 1,
      messageId: 'x@strict.example',
      receivedAt: new Date(),
      client: { ip: '192.0.2.1', helo: 'courriel.example', tls: false, protocol: 'smtp' },
      evidence: {
        level: 'aligned',
        from: 'anne@strict.example',
        identities: ['d=strict.example'],
        detail: {},
      },
    } as unknown as Arrival
    const copies = await makeCopies(
      {
        blobs: site.ground.blobs,
        platform: site.ground.platform,
        webUrl: 'https://relais.example',
        domain: 'relais.example',
        resolver: fakeResolver({
          '_dmarc.strict.example': { TXT: ['v=DMARC1; p=reject'] },
          ...keyOf('strict.example'),
        }) as never,
      },
      {
        list,
        policy: postPresets.discussion,
        arrival,
        original,
        signs: await bodySigns(original),
        files: attachments,
        archivedAt: 'https://relais.example/lists/bureau@velo15.example/messages/abc',
      },
      new Set(['without-files', 'notices']),
    )
    expect(copies.map(({ kind, header }) => [kind, header.first('From')])).toEqual([
      ['whole', 'Anne <anne@strict.example>'],
      ['without-files', '"Anne via bureau" <bureau@velo15.example>'],
      ['notice', '"Anne via bureau" <bureau@velo15.example>'],
    ])
    for (const { header } of copies.slice(1))
      expect(header.first('Reply-To')).toContain('anne@strict.example')
  })
})
