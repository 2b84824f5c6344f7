import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setAside } from '#archive/attachment-bytes.ts'
import type { MailSource } from '#archive/mail-source.ts'
import { openPart, readHtml } from '#archive/parts-of-mail.ts'
import { readMail } from '#archive/read.ts'
import { damaged, hostileMail, mailOfParts } from '#test/support/hostile-mail.ts'

const file = (name: string) => readFileSync(new URL(`mails/${name}.eml`, import.meta.url))
const streamed = (bytes: Buffer, step = 65_536): MailSource => ({
  open: async () => {
    const slices = Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) =>
      bytes.subarray(n * step, (n + 1) * step),
    )
    return Readable.from(slices, { objectMode: false })
  },
})
const held = (bytes: Buffer): MailSource => ({ bytes, open: streamed(bytes).open })
const ALL = { oneBytes: 1e9, allBytes: 1e9 }

test('an attachment read out of the mail has the number, the bytes and the size that reading it told', async () => {
  const mails = fc.oneof(
    fc.constantFrom('nested-alternatives', 'forwarded-message', 'digest', 'attachment-only').map(file),
    fc
      .constantFrom('nested-alternatives', 'forwarded-message', 'digest')
      .chain((name) => damaged(file(name))),
    hostileMail,
  )
  await fc.assert(
    fc.asyncProperty(mails, fc.integer({ min: 1, max: 400 }), async (bytes, step) => {
      const { onlooker, found } = setAside(ALL)
      const { attachments, html } = await readMail(held(bytes), onlooker)
      for (const source of [held(bytes), streamed(bytes, step)]) {
        for (const { n, bytes: seen } of found) {
          const read = await buffer((await openPart(source, n))!)
          expect(read).toEqual(seen)
          expect(read.length).toBe(attachments[n - 1]!.size)
        }
        expect(await openPart(source, attachments.length + 1)).toBeUndefined()
        expect(await readHtml(source)).toBe(html)
      }
    }),
    { numRuns: 100 },
  )
})

test('an attachment of a mail in a file comes in constant memory, and a reader who leaves closes the file', async () => {
  const line = `${Buffer.alloc(57, 'relais').toString('base64')}\r\n`
  const head =
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nvoici\r\n--b\r\n' +
    'Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  let closed = 0
  const source: MailSource = {
    open: async () => {
      const lines = (function* () {
        yield Buffer.from(head)
        for (let n = 0; n < 24_000; n++) yield Buffer.from(line.repeat(100))
        yield Buffer.from('--b--\r\n')
      })()
      return Readable.from(lines, { objectMode: false }).once('close', () => closed++)
    },
  }
  const before = process.memoryUsage.rss()
  let size = 0
  for await (const chunk of (await openPart(source, 1))!) size += chunk.length
  expect(size).toBe(57 * 2_400_000)
  expect(process.memoryUsage.rss() - before).toBeLessThan(100e6)
  for await (const _ of (await openPart(source, 1))!) break
  ;(await openPart(source, 1))!.destroy()
  await expect.poll(() => closed).toBe(3)
})

test('a file opened and left unread is closed too when it is the whole mail', async () => {
  const bytes = Buffer.from('Content-Type: application/pdf\r\n\r\n%PDF')
  let closed = 0
  const source = {
    open: async () => Readable.from([bytes], { objectMode: false }).once('close', () => closed++),
  }
  ;(await openPart(source, 1))!.destroy()
  await expect.poll(() => closed).toBe(1)
})

test('attachments are set aside as far as there is room; the others are only named', async () => {
  const { onlooker, found } = setAside({ oneBytes: 10, allBytes: 25 })
  const sizes = [10, 11, 9, 7, 6, 1]
  for (const [index, size] of sizes.entries()) {
    const content = Readable.from([Buffer.alloc(size)], { objectMode: false })
    await onlooker({ n: index + 1, name: `${size}`, type: 'a/b' }, content)
  }
  expect(found.map(({ bytes }) => (bytes === 'too-large' ? bytes : bytes.length))).toEqual([
    10, 'too-large', 9, 'too-large', 6, 'too-large',
  ]) // biome-ignore format: one glance
})

test('1,000 attachments have their numbers, the last like the first', async () => {
  const bytes = mailOfParts(1_000)
  const last = await buffer((await openPart(streamed(bytes), 1_000))!)
  const { onlooker, found } = setAside(ALL)
  await readMail(held(bytes), onlooker)
  expect(last).toEqual(found[999]!.bytes)
})
