import fc from 'fast-check'
import addressparser from 'nodemailer/lib/addressparser'
import { expect, test } from 'vitest'
import { plainMailboxes } from '#mta/message/plain-mailboxes.ts'

const whole = (field: string) =>
  addressparser(field, { flatten: true }).map(({ name, address }) => ({ name, address }))

const plain: [string, { name: string; address: string }[]][] = [
  ['anne@asso.example', [{ name: '', address: 'anne@asso.example' }]],
  ['Anne  Martin <anne@asso.example>', [{ name: 'Anne  Martin', address: 'anne@asso.example' }]],
  ['"Anne Martin" <anne@asso.example>', [{ name: 'Anne Martin', address: 'anne@asso.example' }]],
  [
    '<a.b+c@x.example>, é <d@y.example>',
    [
      { name: '', address: 'a.b+c@x.example' },
      { name: 'é', address: 'd@y.example' },
    ],
  ],
]
test.each(plain)('%s is read by a pattern, as the whole parser reads it', (field, mailboxes) => {
  expect(plainMailboxes(field)).toEqual(mailboxes)
  expect(whole(field)).toEqual(mailboxes)
})

test.each([
  '',
  'a@x.example,',
  'anne',
  'anne@localhost',
  'a@x.example b@y.example',
  '"b@evil.example" <a@x.example>',
  'a@b <c@x.example>',
  '"Martin, Anne" <anne@asso.example>',
  'Anne (tresor) <anne@asso.example>',
  'bureau: a@x.example, b@y.example;',
  '<a@x.example> <b@y.example>',
  '"a\\"b" <anne@asso.example>',
  'a@[192.0.2.1]',
  'a..b@x.example',
  `${'x'.repeat(1_000)} <a@x.example>`,
])('%j is left to the whole parser', (field) => {
  expect(plainMailboxes(field)).toBeUndefined()
})

test('whatever a pattern reads, the whole parser reads the same', () => {
  const piece = fc.constantFrom(
    'a@x.example', 'b.c@y.z.example', 'Anne', ' ', '  ', '"', '<', '>', ',', '@', '.', '=?utf-8?Q?=C3=A9?=', 'é', '\t', '-', '\\', '(', ')', ';', ':', '\'', '[', ']', '\0', '\r\n', '\u00a0', '\u2028', '!', '%', 'xn--a',
  ) // biome-ignore format: one glance
  const named = fc
    .tuple(
      fc.array(piece, { maxLength: 3 }),
      fc.constantFrom('<a@x.example>', 'a@x.example', ' <b+c@y.example>'),
    )
    .map(([name, address]) => name.join('') + address)
  const field = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(named, { maxLength: 4 }).map((all) => all.join(', ')),
  )
  let read = 0
  fc.assert(
    fc.property(field, (text) => {
      const mailboxes = plainMailboxes(text)
      if (mailboxes === undefined) return
      read++
      expect(mailboxes).toEqual(whole(text))
    }),
    { numRuns: 5_000 },
  )
  expect(read).toBeGreaterThan(100)
})
