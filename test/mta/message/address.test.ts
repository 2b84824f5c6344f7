import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeMailbox, parseAddress, parseMailboxes } from '#mta/message/address.ts'
import { Header } from '#mta/message/header.ts'
import { oneLine } from '#mta/message/words.ts'
import { cpuMs } from '../../support/cpu.ts'

const good: [string, string][] = [
  ['Jean.Dupont@Asso.Example', 'jean.dupont@asso.example'],
  ['a+b_c@x.example', 'a+b_c@x.example'],
  ['"a b"@X.example', '"a b"@x.example'],
  ['"Jean"@x.example', 'jean@x.example'],
  ['"a\\"b"@x.example', '"a\\"b"@x.example'],
  ['Hélène@Été.example', 'hélène@xn--t-9fab.example'],
  ['he\u0301le\u0300ne@x.example', 'hélène@x.example'],
  ['root@localhost', 'root@localhost'],
  ['a@[192.0.2.1]', 'a@[192.0.2.1]'],
  ['a@[IPv6:2001:db8::1]', 'a@[ipv6:2001:db8::1]'],
  [`${'l'.repeat(64)}@x.example`, `${'l'.repeat(64)}@x.example`],
]
test.each(good)('%s is an address, compared as %s', (written, text) => {
  const address = parseAddress(written)!
  expect(address).toMatchObject({ text, written })
  expect(`${address.local}@${address.domain}`).toBe(text)
})

const bad = [
  '',
  '@',
  'a@',
  '@x.example',
  'sans-arobase',
  'a b@x.example',
  'a..b@x.example',
  '.a@x.example',
  'a.@x.example',
  'a@x..example',
  'a@x.example.',
  'a@-x.example',
  'a@x-.example',
  'a@[300.0.0.1]',
  'a@x\0.example',
  'a\r\nb@x.example',
  '"a\nb"@x.example',
  '""@x.example',
  'a@été%41.example',
  '<a@x.example>',
  'a@x.example, b@x.example',
  `${'l'.repeat(65)}@x.example`,
  `a@${'d'.repeat(64)}.example`,
  `a@${'d.'.repeat(125)}example`,
]
test.each(bad)('%j is no address', (written) => {
  expect(parseAddress(written)).toBeUndefined()
})

test('people are read with their names, out of groups, comments and encoded words', () => {
  const value =
    'Jean <jean@x.example>, "Zoé, B" <zoe@x.example>, Bureau: a@x.example, b@x.example; (note) c@x.example (Chloé), ' +
    '=?utf-8?Q?Dupont=2C_J?= <D@X.example>, undisclosed-recipients:;'
  expect(parseMailboxes(value).map(({ name, address, parsed }) => [name, address, parsed?.text])).toEqual([
    ['Jean', 'jean@x.example', 'jean@x.example'],
    ['Zoé, B', 'zoe@x.example', 'zoe@x.example'],
    ['', 'a@x.example', 'a@x.example'],
    ['', 'b@x.example', 'b@x.example'],
    expect.arrayContaining(['c@x.example']),
    ['Dupont, J', 'D@X.example', 'd@x.example'],
  ])
})

test('bytes that stand as latin1 characters are read as UTF-8 or windows-1252', () => {
  const named = (bytes: Buffer) => parseMailboxes(bytes.toString('latin1'))[0]!.name
  expect(named(Buffer.from('Hélène <h@x.example>'))).toBe('Hélène')
  expect(named(Buffer.from('Hélène <h@x.example>', 'latin1'))).toBe('Hélène')
})

test('what is no address keeps its text and is marked by having no parsed form', () => {
  expect(parseMailboxes('Jean <jean at x.example>')[0]!.parsed).toBeUndefined()
  expect(parseMailboxes('')).toEqual([])
})

test('a mailbox written for a header reads back as it was, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      const header = Header.empty.with('From', encodeMailbox(name, 'liste@x.example'))
      const [mailbox, ...others] = parseMailboxes(Header.parse(header.bytes()).header.first('From')!)
      expect(others).toEqual([])
      expect(mailbox).toMatchObject({ name: oneLine(name), address: 'liste@x.example' })
    }),
  )
  expect(encodeMailbox('Jean "Jo" via Vélo', 'l@x.example')).toMatch(/^=\?UTF-8\?Q\?[^ ]+\?= <l@x\.example>$/)
  expect(encodeMailbox('Jean "Jo"', 'l@x.example')).toBe('"Jean \\"Jo\\"" <l@x.example>')
  expect(encodeMailbox(' ', 'l@x.example')).toBe('l@x.example')
})

test('whatever the field, reading people never throws nor gives control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      for (const { name, address } of parseMailboxes(value)) expect(name + address).not.toMatch(/[\0-\x1f]/)
      parseAddress(value)
    }),
  )
})

test('a field of a hundred thousand people is cut, within a second', () => {
  const start = cpuMs()
  expect(parseMailboxes('a@x.example, '.repeat(100_000)).length).toBe(2_000)
  expect(cpuMs() - start).toBeLessThan(1_000)
})
