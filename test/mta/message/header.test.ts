import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { anyBytes, hostileMail, monsters } from '#test/support/hostile-mail.ts'
import { cpuMs } from '../../support/cpu.ts'

const parse = (text: string) => Header.parse(Buffer.from(text, 'latin1'))
const fields = (header: Header) => header.bytes().toString('latin1')

test('fields are found whatever their case, unfolded, in order', () => {
  const { header } = parse('To: a\r\nSubject: one\r\n  two\r\nTO: b\r\n\tc\r\n\r\nbody')
  expect(header.first('subject')).toBe('one  two')
  expect(header.all('to')).toEqual(['a', 'b\tc'])
  expect(header.raw('to').map(String)).toEqual(['To: a\r\n', 'TO: b\r\n\tc\r\n'])
  expect([header.has('Cc'), header.first('Cc'), header.text('Cc'), header.count]).toEqual([
    false,
    undefined,
    '',
    3,
  ])
})

test('a name that only begins like another is another', () => {
  const { header } = parse('Subject-Prefix: no\r\nSubj: no\r\nSubject: yes\r\n\r\n')
  expect(header.all('Subject')).toEqual(['yes'])
})

const endings: [string, string, string][] = [
  ['CRLF', 'A: 1\r\nB: 2\r\n\r\nbody', 'A: 1\r\nB: 2\r\n'],
  ['LF', 'A: 1\nB: 2\n\nbody', 'A: 1\r\nB: 2\r\n'],
  ['bare CR', 'A: 1\rB: 2\r\rbody', 'A: 1\r\nB: 2\r\n'],
  ['CR CR LF', 'A: 1\r\r\nB: 2\r\r\n\r\r\nbody', 'A: 1\r\nB: 2\r\n'],
  ['a mixture', 'A: 1\n x\rB: 2\r\n\nbody', 'A: 1\r\n x\r\nB: 2\r\n'],
  ['an mbox line first', 'From a@b Mon\nA: 1\n\nbody', 'A: 1\r\n'],
  ['a quoted mbox line first', '>From a@b Mon\nA: 1\n\nbody', 'A: 1\r\n'],
  ['no empty line: the first line that is no field', 'A: 1\r\nbody', 'A: 1\r\n'],
  ['no field at all', 'body', ''],
  ['an empty line first', '\r\nbody', ''],
  ['white space first', ' body', ''],
  ['an 8-bit name', 'A: 1\r\nB\xe9: body', 'A: 1\r\n'],
]
test.each(endings)('the header ends where it should with %s, and is sent with CRLF', (_, mail, sent) => {
  const { header, bodyOffset } = parse(mail)
  expect(mail.slice(bodyOffset).replace(/^[ B].*body|^>?body/, 'body')).toBe('body')
  expect(fields(header)).toBe(sent)
})

test('a header without end has all fields and no body', () => {
  const { header, bodyOffset } = parse('A: 1\r\nB: 2')
  expect([header.count, bodyOffset, fields(header)]).toEqual([2, 10, 'A: 1\r\nB: 2\r\n'])
})

test('white space before the colon is obsolete but read', () => {
  expect(parse('Subject \t: x\r\n\r\n').header.first('Subject')).toBe('x')
})

const decoded: [string, string][] = [
  ['=?UTF-8?Q?=C3=A9t=C3=A9?=', 'été'],
  ['=?iso-8859-1?q?=E9t=E9?= =?utf-8?B?w6k=?=', 'étéé'],
  ['=?utf-8?B?w6l0?=\r\n =?utf-8?B?w6k=?=', 'été'],
  ['\xc3\xa9t\xc3\xa9', 'été'], // raw UTF-8
  ['\xe9t\xe9', 'été'], // raw windows-1252
  ['a\0b\x1bc\r\n d', 'a b c d'],
  ['=?utf-8?Q?a=0D=0ABcc:_x?=', 'a Bcc: x'],
  ['=?unknown?Q?a=E9?=', 'a\ufffd'],
  ['=?utf-8?Q?', '=?utf-8?Q?'],
]
test.each(decoded)('a subject written %j is read as %j', (written, read) => {
  expect(parse(`Subject: ${written}\r\n\r\n`).header.text('Subject')).toBe(read)
})

test('editing leaves the bytes of every other field as they were', () => {
  const kept = 'DKIM-Signature: v=1;\r\n\tb=abc  \r\nFROM:odd@b\r\nX: \xe9\r\n'
  const { header } = parse(`${kept}Subject: a\r\nBcc: x\r\nsubject: b\r\n\r\n`)
  const edited = header.without('BCC', 'None').replace('Subject', 'été').with('List-Id', '<l.x>')
  expect(fields(edited)).toBe(`${kept}Subject: =?UTF-8?B?w6l0w6k=?=\r\nList-Id: <l.x>\r\n`)
  expect(edited.all('subject')).toEqual(['=?UTF-8?B?w6l0w6k=?='])
  expect(edited.raw('X')[0]).toEqual(Buffer.from('X: \xe9\r\n', 'latin1'))
  expect(header.count).toBe(6)
})

test('replacing a field that is not there adds it; adding after an unended line ends the line', () => {
  expect(fields(parse('A: 1').header.replace('B', '2'))).toBe('A: 1\r\nB: 2\r\n')
  expect(fields(parse('A: 1').header.replace('A', '2'))).toBe('A: 2\r\n')
  expect(fields(Header.empty.with('A', ''))).toMatch(/^A: ?\r\n$/)
})

test('a value can never add a field', () => {
  const header = Header.empty.with('Subject', 'a\r\nBcc: b\n\rC: d').with('X', { raw: 'e\r\n\r\nbody' })
  expect(Header.parse(header.bytes()).header.count).toBe(2)
  expect(fields(header)).toBe('Subject: a Bcc: b C: d\r\nX: e body\r\n')
})

test('long values are folded at 78 characters and unfold to what they were', () => {
  const value = Array.from({ length: 60 }, (_, n) => `<id-${n}@asso.example>`).join(' ')
  const header = Header.empty.with('References', { raw: value })
  const lines = fields(header).trimEnd().split('\r\n')
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.every((line) => line.length <= 78)).toBe(true)
  expect(header.first('References')).toBe(value)
})

test('a subject in any script comes back as it was, in lines of 78 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (subject) => {
      const header = Header.empty.with('Subject', subject)
      const bytes = fields(header)
      expect(bytes).toMatch(/^[\x20-\x7e\r\n]*$/)
      for (const line of bytes.split('\r\n'))
        expect(line.length).toBeLessThanOrEqual(Math.max(78, subject.length + 9))
      expect(Header.parse(header.bytes()).header.text('Subject')).toBe(subject.replace(/\s+/g, ' ').trim())
    }),
  )
})

test('whatever the bytes, reading never throws, loses none of them, and what is sent reads the same', () => {
  fc.assert(
    fc.property(fc.oneof(hostileMail, anyBytes), (bytes) => {
      const { header, bodyOffset } = Header.parse(bytes)
      expect(bodyOffset).toBeLessThanOrEqual(bytes.length)
      const sent = Header.parse(Buffer.concat([header.bytes(), Buffer.from('\r\nbody')]))
      expect(sent.header.count).toBe(header.count)
      for (const name of header.names()) {
        expect(sent.header.all(name)).toEqual(header.all(name))
        expect(header.text(name)).not.toMatch(/[\0-\x1f]/)
      }
      expect(header.without('Subject', 'Bcc').has('bcc')).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test.each(Object.keys(monsters))('%s is read within two seconds of CPU', (name) => {
  const bytes = monsters[name]!()
  const start = cpuMs()
  const { header } = Header.parse(bytes)
  header.text('Subject')
  header.all('X-None')
  header.bytes()
  expect(cpuMs() - start).toBeLessThan(2_000)
})
