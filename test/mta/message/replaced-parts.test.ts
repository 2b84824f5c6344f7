// Whatever is not replaced leaves as it came, byte for byte.
import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import type { PartsDefect } from '#mta/message/parts.ts'
import { type PlacedPart, splitsFaithfully, withReplacedParts } from '#mta/message/replaced-parts.ts'

const folder = new URL('../../archive/mails/', import.meta.url)
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'))

async function replaced(
  mail: Buffer,
  replacement: (part: PlacedPart) => Buffer | undefined,
  pieceBytes?: number,
) {
  const { header, bodyOffset } = Header.parse(mail)
  const body = mail.subarray(bodyOffset)
  const defects: PartsDefect[] = []
  const source =
    pieceBytes === undefined ? body : Readable.from(pieces(body, pieceBytes), { objectMode: false })
  const chunks: Buffer[] = []
  for await (const chunk of withReplacedParts(header, source, replacement, (one) => defects.push(one)))
    chunks.push(chunk)
  return { body, made: Buffer.concat(chunks), defects }
}

function* pieces(bytes: Buffer, pieceBytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

test.each(mails)('%s is the same when nothing is replaced, however it comes', async (name) => {
  const mail = readFileSync(new URL(name, folder))
  const { body, made } = await replaced(mail, () => undefined)
  expect(made.toString('latin1')).toBe(body.toString('latin1'))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (pieceBytes) => {
      const streamed = await replaced(mail, () => undefined, pieceBytes)
      expect(streamed.made.equals(streamed.body)).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('a mail whose parts cannot be put together again is known', async () => {
  const faithful = (lines: readonly string[]) => {
    const mail = Buffer.from(['Content-Type: multipart/mixed; boundary=a', '', ...lines, ''].join('\r\n'))
    const { header, bodyOffset } = Header.parse(mail)
    return splitsFaithfully(header, () => mail.subarray(bodyOffset))
  }
  expect(await faithful(['--a', 'Content-Type: text/plain', '', 'Bonjour', '--a--'])).toBe(true)
  // A part whose header never ends: the splitter drops it.
  expect(await faithful(['--a', 'Content-Type: text/plain', '--a'])).toBe(false)
})

test('only what is to be replaced is, between its own boundaries', async () => {
  const mail = Buffer.from(
    [
      'Content-Type: multipart/mixed; boundary=a',
      '',
      'avant',
      '--a',
      'Content-Type: multipart/signed; boundary=b',
      '',
      '--b',
      '',
      'signé',
      '--b--',
      '--a',
      'Content-Type: application/pdf; name=x.pdf',
      '',
      'PDF',
      '--a--',
      'après',
    ].join('\n'),
  )
  const { made } = await replaced(mail, ({ type, within }) => {
    if (type === 'text/plain') expect(within).toEqual(['signed', 'mixed'])
    return type === 'application/pdf' ? Buffer.from('\nlien') : undefined
  })
  const body = mail.toString().split('\n').slice(2).join('\n')
  expect(made.toString()).toBe(body.replace('Content-Type: application/pdf; name=x.pdf\n\nPDF', '\nlien'))
})
