import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase32, toBase32 } from '#mta/message/base32.ts'

test.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foob', 'mzxw6yq'],
  ['fooba', 'mzxw6ytb'],
  ['foobar', 'mzxw6ytboi'],
])('RFC 4648 §10, in lower case: %j is %j', (plain, text) => {
  expect(toBase32(Buffer.from(plain))).toBe(text)
})

test('any bytes come back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(Buffer.from(bytes))
    }),
  )
})

test('other characters are none of it', () => {
  for (const text of ['A', '1', '0', 'ab=', 'é']) expect(fromBase32(text)).toBeUndefined()
})
