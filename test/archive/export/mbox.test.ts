import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gzipped, type MailToWrite, mboxrd } from '#archive/export/mbox.ts'
import { all, fileOf } from '../import/sources.ts'

const date = new Date('2014-01-31T11:45:26.789Z')

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

async function* mails(...bodies: MailToWrite['bytes'][]): AsyncGenerator<MailToWrite> {
  for (const bytes of bodies) yield { bytes, date }
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('an mbox as others read it: a separator with a date, quoted lines, an empty line after each mail', async () => {
  const mail = Buffer.from('Subject: x\n\nFrom here\n>From there\n> From no\nfrom\n')
  expect(await whole(mboxrd(mails(mail, Buffer.from('Subject: y\r\n\r\n'))))).toEqual(
    Buffer.from(
      'From mboxrd@z Fri Jan 31 11:45:26 2014\nSubject: x\n\n>From here\n>>From there\n> From no\nfrom\n\n' +
        'From mboxrd@z Fri Jan 31 11:45:26 2014\nSubject: y\r\n\r\n\n',
    ),
  )
})

const line = fc.constantFrom(
  'From ',
  '>From ',
  '>>From x',
  'From mboxrd@z Fri Jan 31 11:45:26 2014',
  'Fr',
  '>',
  'om ',
  'Subject: x',
  '\r',
  '\n',
  '\r\n',
  '\n\n',
  'PK\x03\x04',
  'Content-Length: 3',
  'X-Mozilla-Status: 0008',
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  fc.array(line, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
  fc.array(line, { maxLength: 12 }).map((parts) => Buffer.from(parts.join('\n'), 'latin1')),
)

test('whatever bytes mails are made of, our reader gives them back to the byte, and their time to the second', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(bytes, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (list, size) => {
        const written = await whole(mboxrd(mails(...list)))
        expect(await whole(mboxrd(mails(...list.map((one) => inChunks(one, size)))))).toEqual(written)
        const steps = await all('mbox', await fileOf(written))
        expect(steps.map((step) => 'bytes' in step && step.bytes.toString('latin1'))).toEqual(
          list.map((one) => one.toString('latin1')),
        )
        for (const step of steps) expect(step).toMatchObject({ receivedAt: new Date('2014-01-31T11:45:26Z') })
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)

test('a mail with CRLF, and one without a last line end, come back as they were', async () => {
  const list = ['Subject: x\r\n\r\nun\r\n', 'Subject: y\n\nsans fin', 'Subject: z\n\n\n\n', 'a: b\r'].map(
    (text) => Buffer.from(text),
  )
  const steps = await all('mbox', await fileOf(await whole(mboxrd(mails(...list)))))
  expect(steps.map((step) => 'bytes' in step && Buffer.from(step.bytes))).toEqual(list)
})

test('an mbox of ours that was cut says so instead of giving half a mail', async () => {
  const written = await whole(
    mboxrd(mails(Buffer.from('Subject: x\n\nun\n'), Buffer.from('Subject: y\n\ndeux'))),
  )
  const steps = await all('mbox', await fileOf(written.subarray(0, written.length - 3)))
  expect(steps.map((step) => ('why' in step ? step.why : 'mail'))).toEqual(['mail', 'cut-short'])
})

test('a date before 1970 is written as its first second: a separator has to be one', async () => {
  async function* old(): AsyncGenerator<MailToWrite> {
    yield { bytes: Buffer.from('Subject: x\n'), date: new Date('1901-01-01') }
    yield { bytes: Buffer.from('Subject: y\n'), date: new Date(Number.NaN) }
  }
  expect((await whole(mboxrd(old()))).toString()).toBe(
    'From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: x\n\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: y\n\n',
  )
})

test('compressed, the same mails are the same file each time, and read back', async () => {
  const list = [Buffer.from('Subject: x\n\nFrom un\n'), Buffer.alloc(300_000, 'Subject: y\n')]
  const one = await whole(gzipped(mboxrd(mails(...list))))
  expect(await whole(gzipped(mboxrd(mails(...list))))).toEqual(one)
  expect(one.readUInt32LE(4)).toBe(0) // no time in it (RFC 1952)
  expect(gunzipSync(one)).toEqual(await whole(mboxrd(mails(...list))))
  expect(
    (await all('mbox', await fileOf(one))).map((step) => 'bytes' in step && Buffer.from(step.bytes)),
  ).toEqual(list)
})

test('where mails stop coming for an error, the compressed stream fails too', async () => {
  async function* broken(): AsyncGenerator<MailToWrite> {
    yield { bytes: Buffer.from('Subject: x\n'), date }
    throw new Error('the blob is gone')
  }
  await expect(whole(gzipped(mboxrd(broken())))).rejects.toThrow('the blob is gone')
})
