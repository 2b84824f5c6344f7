// Mail as nobody should send it, for fast-check: pieces of real mail put together wrongly, and the monsters that
// the archive must survive by name.

import fc from 'fast-check'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'Bonjour',
    'été à Paris',
    '日本語',
    '\0',
    '\ufeff',
    '>From x',
    '.',
    '..',
    '--',
    '-- ',
    'begin 644 a.txt',
  ),
  fc.constantFrom(
    '=?utf-8?Q?=C3=A9?=',
    '=?x-none?B?####?=',
    '=?utf-8?Q?',
    '=?iso-8859-1*fr?q?=E9_?= =?utf-8?b?w6k=?=',
  ),
)

const lineEnd = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r', '\r\r\n', '')

const encoded = fc
  .tuple(text, fc.constantFrom('utf8', 'latin1', 'utf16le'))
  .map(([value, how]) => Buffer.from(value, how as BufferEncoding))

const fieldName = fc.oneof(
  fc.constantFrom(
    'From',
    'To',
    'Cc',
    'Subject',
    'Date',
    'Message-ID',
    'References',
    'In-Reply-To',
    'Bcc',
    'MIME-Version',
  ),
  fc.constantFrom(
    'Content-Type',
    'Content-Transfer-Encoding',
    'Content-Disposition',
    'Content-ID',
    'content-type ',
    'X-Été',
    ' ',
    ':',
    '',
  ),
)

const fieldValue = fc.oneof(
  text,
  fc.constantFrom(
    'text/plain',
    'text/html; charset=utf-8',
    'text/plain; charset="nonsense"; format=flowed; delsp=yes',
    'text/plain; charset=utf-16',
    'multipart/mixed; boundary=b',
    'multipart/alternative; boundary="b"',
    'multipart/digest; boundary=b',
    'multipart/mixed; boundary=""',
    'multipart/mixed',
    'message/rfc822',
    "application/octet-stream; name*0*=utf-8''%e9%00; name*1=../../etc/passwd",
    'attachment; filename="..\\\\..\\\\con\u202e.exe"',
    "attachment; __proto__=x; filename*=bogus''%zz",
    'base64',
    'quoted-printable',
    'x-uuencode',
  ),
  fc.constantFrom(
    '<a@b>',
    '<a@b> <a@b> <c@d>',
    '<',
    '<>',
    'a@b',
    '"x" <x@y>, ,, grp: a@b, c@d;',
    'Fri, 31 Feb 2026 25:61:00 +9999',
    '1 Jan 0001',
  ),
)

const field = fc
  .tuple(
    fieldName,
    fieldValue,
    lineEnd,
    fc.option(fc.tuple(fc.constantFrom(' ', '\t', ''), text, lineEnd), { nil: undefined }),
  )
  .map(([name, value, end, fold]) => `${name}: ${value}${end}${fold === undefined ? '' : fold.join('')}`)

const bodyLine = fc.oneof(
  text.map((value) => Buffer.from(value)),
  encoded,
  fc
    .constantFrom(
      '--b',
      '--b--',
      '--b--x',
      ' --b',
      '--',
      'aGVsbG8=',
      '=',
      '=4',
      '=41=',
      '> cité',
      '<p>a<br><blockquote>',
      '<!--',
      '&#0;&#xFFFFFFF;',
      '</html>',
    )
    .map((value) => Buffer.from(value)),
)

/** A header block and a body made of pieces in any order: boundaries, fields, bytes of every charset and none. */
export const hostileMail: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.array(field, { maxLength: 12 }),
    lineEnd,
    fc.array(
      fc.tuple(
        fc.oneof(
          bodyLine,
          field.map((value) => Buffer.from(value, 'latin1')),
        ),
        lineEnd,
      ),
      { maxLength: 30 },
    ),
  )
  .map(([fields, gap, lines]) =>
    Buffer.concat([
      Buffer.from(fields.join('') + gap, 'utf8'),
      ...lines.flatMap(([line, end]) => [line, Buffer.from(end)]),
    ]),
  )

/** Any bytes at all. */
export const anyBytes: fc.Arbitrary<Buffer> = fc
  .uint8Array({ maxLength: 2_000 })
  .map((bytes) => Buffer.from(bytes))

/** A damaged copy of a good mail: cut, or with some bytes changed. */
export function damaged(good: Buffer): fc.Arbitrary<Buffer> {
  const cut = fc.nat(good.length).map((length) => good.subarray(0, length))
  const bitten = fc
    .array(fc.tuple(fc.nat(Math.max(0, good.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .map((bites) => {
      const bytes = Buffer.from(good)
      for (const [at, byte] of bites) bytes[at] = byte
      return bytes
    })
  return fc.oneof(cut, bitten)
}

const HEAD = 'From: Anne <anne@asso.example>\r\nSubject: Monstre\r\nMessage-ID: <m@asso.example>\r\n'
const MIXED = `${HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`

/** `depth` multiparts, each in the one before; the innermost says « au fond ». */
export function nestedMail(depth: number): Buffer {
  const opened = Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary=x${n}x\r\n\r\n--x${n}x\r\n`,
  )
  const closed = Array.from({ length: depth }, (_, n) => `\r\n--x${depth - 1 - n}x--`)
  return Buffer.from(`${HEAD}${opened.join('')}\r\nau fond${closed.join('')}\r\n`)
}

/** A mail of so many attachments. */
export function mailOfParts(count: number): Buffer {
  const part = (n: number) => `--b\r\nContent-Type: application/x-part; name=${n}.bin\r\n\r\npartie ${n}\r\n`
  return Buffer.from(
    `${MIXED}--b\r\n\r\nvoici\r\n${Array.from({ length: count }, (_, n) => part(n + 1)).join('')}--b--\r\n`,
  )
}

/** A header block of so many bytes, in fields of one line. */
export function mailOfHeader(bytes: number): Buffer {
  const line = `X-Long: ${'y'.repeat(68)}\r\n`
  return Buffer.from(`${HEAD}${line.repeat(Math.ceil(bytes / line.length))}\r\nle corps\r\n`)
}

/** One line of so many bytes in the subject, and one in the body. */
export function mailOfLongLines(bytes: number): Buffer {
  return Buffer.from(`Subject: ${'é'.repeat(bytes / 2)}\r\n\r\n${'à'.repeat(bytes / 2)}`)
}

/** The monsters by name. */
export const monsters: Readonly<Record<string, () => Buffer>> = {
  'an empty mail': () => Buffer.alloc(0),
  'an empty body': () => Buffer.from(`${HEAD}\r\n`),
  'a header without a body': () => Buffer.from('Subject: seul'),
  'no header at all': () => Buffer.from('\r\nrien que du texte\r\n'),
  'no empty line after the header': () => Buffer.from('Subject: court\r\nBonjour à tous\r\n'),
  '1,000 parts': () => mailOfParts(1_000),
  '500 multiparts deep': () => nestedMail(500),
  'a header block of 10 MB': () => mailOfHeader(10_000_000),
  'two million fields': () => Buffer.from(`${'a:b\r\n'.repeat(2_000_000)}\r\nle corps`),
  'lines of 1 MB': () => mailOfLongLines(1_000_000),
  'NULs everywhere': () => Buffer.from(`Subj\0ect: a\0b\r\nSubject: c\0d\r\n\r\n\0le\0 corps\0`),
  'an 8-bit header': () =>
    Buffer.from('Subject: \xe9t\xe9\r\nFrom: H\xe9l\xe8ne <h@asso.example>\r\n\r\nca va\r\n', 'latin1'),
  'bare CR line ends': () => Buffer.from('Subject: mac\rFrom: a@b.example\r\rle corps\r'),
  'CR CR LF line ends': () => Buffer.from('Subject: double\r\r\nFrom: a@b.example\r\r\n\r\r\nle corps\r\r\n'),
  'an mbox separator first': () =>
    Buffer.from('From a@b.example Fri Jan  2 10:00:00 2026\nSubject: mbox\n\nle corps\n'),
  'doubled fields': () =>
    Buffer.from('Subject: un\r\nSubject: deux\r\nFrom: a@b.example\r\nFrom: c@d.example\r\n\r\nle corps'),
  'a multipart without its boundary': () => Buffer.from(`${MIXED}le corps sans partie`),
  'a multipart that never ends': () => Buffer.from(`${MIXED}--b\r\n\r\nle corps`),
  'a part that is never decoded': () => Buffer.from(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n####`),
  'a megabyte of spaces in quoted-printable': () =>
    Buffer.from(`${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n${' '.repeat(1_000_000)}=20x=`),
  'HTML 200,000 deep': () =>
    Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}le fond`),
  'a hundred thousand recipients': () =>
    Buffer.from(`To: ${'a@b.example, '.repeat(100_000)}\r\n${HEAD}\r\nle corps`),
  'a megabyte of references': () =>
    Buffer.from(
      `References: ${Array.from({ length: 60_000 }, (_, n) => `<${n}@x.example>`).join(' ')}\r\n${HEAD}\r\nle corps`,
    ),
  'a megabyte of encoded words never closed': () =>
    Buffer.from(`Subject: ${'=?utf-8?Q?'.repeat(100_000)}\r\n\r\nle corps`),
}
