import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transferDecoder } from '#mta/message/transfer-encoding.ts'
import { cpuMs } from '../../support/cpu.ts'

function decode(encoding: string, encoded: Buffer, step = encoded.length || 1): Buffer {
  const decoder = transferDecoder(encoding)
  const out: Buffer[] = []
  for (let at = 0; at < encoded.length; at += step)
    out.push(Buffer.from(decoder.write(encoded.subarray(at, at + step))))
  return Buffer.concat([...out, decoder.end()])
}

test('base64 comes back whole, however it is cut and wrapped', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 90 }), (bytes, step) => {
      const wrapped = Buffer.from(bytes)
        .toString('base64')
        .replace(/.{1,76}/g, '$&\r\n')
      expect(decode('base64', Buffer.from(wrapped), step)).toEqual(Buffer.from(bytes))
    }),
  )
})

const base64: [string, string][] = [
  ['Qm9u\n!!am91cg', 'Bonjour'],
  ['Qm9uam91cg==Qm9u', 'BonjourBon'],
  ['====', ''],
  ['', ''],
]
test.each(base64)('damaged base64 %j is %j', (encoded, text) => {
  for (const step of [1, 3, 100]) expect(decode('base64', Buffer.from(encoded), step).toString()).toBe(text)
})

const quotedPrintable: [string, string][] = [
  ['=C3=A9t=c3=a9', 'été'],
  ['a=\r\nb=\nc= \t\r\nd', 'abcd'],
  ['a  \r\nb', 'a  \r\nb'],
  ['=', ''],
  ['a=4', 'a=4'],
  ['=ZZ=4G==41=', '=ZZ=4G=A'],
  ['=\rx= x', '=\rx= x'],
  ['été', 'été'],
]
test.each(quotedPrintable)('quoted-printable %j is %j', (encoded, text) => {
  for (const step of [1, 2, 3, 100]) {
    expect(decode('quoted-printable', Buffer.from(encoded), step).toString()).toBe(text)
  }
})

test('megabytes of padding or of equals signs take no time', () => {
  const start = cpuMs()
  for (const piece of [' ', '=', '= ', '=4', '\t\n', `=${' '.repeat(999)}`]) {
    decode('quoted-printable', Buffer.from(piece.repeat(1_000_000 / piece.length)), 65_536)
    decode('base64', Buffer.from(piece.repeat(1_000_000 / piece.length)), 65_536)
  }
  expect(cpuMs() - start).toBeLessThan(3_000)
})

test('an unknown encoding passes bytes unchanged', () => {
  expect(decode('x-uuencode', Buffer.from('=41'))).toEqual(Buffer.from('=41'))
})
