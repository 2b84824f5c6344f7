import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crlfStream, toCrlf } from '#mta/out/crlf.ts'

const cases: [string, string][] = [
  ['', ''],
  ['a\r\nb\r\n', 'a\r\nb\r\n'],
  ['a\nb\n', 'a\r\nb\r\n'],
  ['a\rb\r', 'a\r\nb\r\n'],
  ['\n\n', '\r\n\r\n'],
  ['\r\r', '\r\n\r\n'],
  ['\r\r\n\n', '\r\n\r\n\r\n'],
  ['\n\r', '\r\n\r\n'],
  ['a', 'a'],
]

test.for(cases)('line ends of %j leave as %j', ([given, wanted]) => {
  expect(toCrlf(Buffer.from(given)).toString()).toBe(wanted)
})

test('bytes that were right already are not copied', () => {
  const right = Buffer.from('a\r\nb\r\n')
  expect(toCrlf(right)).toBe(right)
})

test('a stream gives the same bytes wherever it is cut', async () => {
  const bytes = fc.array(fc.constantFrom('\r', '\n', 'x', '.'), { maxLength: 40 }).map((all) => all.join(''))
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), async (text, cuts) => {
      const whole = Buffer.from(text)
      const pieces: Buffer[] = []
      for (let at = 0, n = 0; at < whole.length; n++) {
        const length = (cuts[n % cuts.length] ?? 0) + 1
        pieces.push(whole.subarray(at, at + length))
        at += length
      }
      const streamed = await buffer(Readable.from(pieces, { objectMode: false }).pipe(crlfStream()))
      expect(streamed.toString()).toBe(text.replace(/\r\n|\r|\n/g, '\r\n'))
      expect(toCrlf(whole).toString()).toBe(streamed.toString())
    }),
  )
})
