import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { MAX_SAME_NAME } from '#mta/signing/signature.ts'
import { dkimpy, hasDkimpy } from '../../support/dkimpy.ts'
import { mailauth, names, signedMail } from './signing.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const FIELDS =
  'From: =?utf-8?Q?H=C3=A9l=C3=A8ne?= <helene@velo15.example>\r\nTo: bureau@velo15.example\r\n' +
  'Subject: Reunion\r\nDate: Sun, 22 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@velo15.example>\r\n'
const PERSONAL =
  'List-Unsubscribe: <https://relais.example/u/abc>,\r\n <mailto:bureau-unsubscribe@velo15.example>\r\n' +
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'

const HARD: Readonly<Record<string, { header?: string; body: string; personal?: string }>> = {
  'plain text': { body: 'Bonjour\r\n' },
  '8-bit Latin-1': { body: 'R\xe9union \xe0 No\xebl \xab ici \xbb\r\n' },
  'no-break spaces in Latin-1 and UTF-8': {
    header: 'X-Ton: \xa0oui\xa0\r\nComments: \xc2\xa0bien\xc2\xa0\xc2\xa0s\xc3\xbbr\xc2\xa0\r\n',
    body: '\xa0\xab\xa0ici\xa0\xbb\xa0\r\nOui\xc2\xa0! \xc2\xa0\r\n\xa0\r\n',
  },
  'bare CR and LF': { body: 'un\rdeux\ntrois\n\rquatre\r\r\ncinq\n\n\rsix\r' },
  'trailing blank lines': { body: 'fin\r\n\r\n \r\n\t\r\n\r\n\r\n' },
  'spaces and tabs at the ends of lines': { body: '  un \t \r\n\tdeux  trois\t\r\n \r\nquatre ' },
  'an empty body': { body: '' },
  'a body of blank lines': { body: '\r\n\r\n\r\n' },
  'a body of spaces': { body: '   ' },
  'a last line without its end': { body: 'Bonjour' },
  'folded fields': {
    header:
      'Subject:\r\n une\r\n\tlongue  \r\n   suite \r\nReferences: <a@b>\r\n\t<c@d>\r\n   \r\n <e@f>\r\n',
    body: 'x\r\n',
  },
  'doubled fields': {
    header:
      'To: un@a.example\r\nTo: deux@a.example\r\nCc: x@a.example\r\nCc: y@a.example\r\nFrom: z@a.example\r\n',
    body: 'x\r\n',
  },
  'spaces at the ends of fields': { header: 'Subject: \t espaces \t \r\nReply-To:   \r\n', body: 'x\r\n' },
  'no space behind the colon': { header: 'Subject:serr\xe9\r\nCc:x@a.example\r\nSender:\r\n', body: 'x\r\n' },
  'fields in UTF-8': {
    header:
      'From: "H\xc3\xa9l\xc3\xa8ne" <h\xc3\xa9l\xc3\xa8ne@velo15.example>\r\nSubject: \xc3\x89t\xc3\xa9\r\n',
    body: '\xc3\xa9\r\n',
  },
  'names in other cases': {
    header: 'SUBJECT: A\r\ncontent-type: text/plain\r\nmIme-vErsion: 1.0\r\n',
    body: 'x\r\n',
  },
  'the fields of one person': { body: 'x\r\n', personal: PERSONAL },
  'the fields of one person above others of that name': {
    header: 'List-Unsubscribe: <mailto:autre@a.example>\r\n',
    body: 'x\r\n',
    personal: PERSONAL,
  },
  'so many fields of one name that only some are signed': {
    header: Array.from({ length: 100 }, (_, n) => `To: p${n}@a.example\r\n`).join(''),
    body: 'x\r\n',
  },
  'long lines and dots': { body: `.\r\n..\r\n${'mot '.repeat(20_000)}\r\n.\r\n` },
}

const signedCase = ({ header = '', body, personal = '' }: (typeof HARD)[string]) =>
  signedMail({ header: latin1(FIELDS + header), body: latin1(body), personal: latin1(personal) })

describe('a signed mail verifies, whatever stands in it', () => {
  test.for(Object.entries(HARD))('%s', async ([, mail]) => {
    expect(await mailauth(await signedCase(mail))).toBe('pass')
  })

  test.skipIf(!hasDkimpy())('all of them for an independent verifier too (python3-dkim)', async () => {
    const verdicts = await dkimpy(await Promise.all(Object.values(HARD).map(signedCase)), names)
    expect(Object.fromEntries(Object.keys(HARD).map((name, n) => [name, verdicts[n]!.verdict]))).toEqual(
      Object.fromEntries(Object.keys(HARD).map((name) => [name, 'pass'])),
    )
  })
})

const some = (...pieces: string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''))
const bodies = some(
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  'a',
  'b c',
  '\xa0',
  '\xc2\xa0',
  '\xe9',
  '.',
  '=',
  '\x0b',
  '\0',
  '--',
)
const values = some(
  ' ',
  '\t',
  '\r\n ',
  '\r\n\t',
  'a',
  'b',
  '\xa0',
  '\xc3\xa9',
  ':',
  ';',
  '<x@y>',
  '=?utf-8?Q?=C2=A0?=',
)
const fields = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'Subject',
        'subject',
        'To',
        'Cc',
        'References',
        'Sender',
        'Reply-To',
        'X-Autre',
        'Content-Type',
      ),
      values,
    ),
    { maxLength: 12 },
  )
  .map((all) => all.map(([name, value]) => `${name}:${value}\r\n`).join(''))

test('any header and any body verify, for both verifiers', { timeout: 60_000 }, async () => {
  const kept: Buffer[] = []
  await fc.assert(
    fc.asyncProperty(fields, bodies, fc.constantFrom('', PERSONAL), async (header, body, personal) => {
      const mail = await signedCase({ header, body, personal })
      kept.push(mail)
      expect(await mailauth(mail)).toBe('pass')
    }),
    { numRuns: 300 },
  )
  if (!hasDkimpy()) return
  const verdicts = await dkimpy(kept, names)
  expect(kept.filter((_, n) => verdicts[n]!.verdict !== 'pass').map(String)).toEqual([])
})

describe('what breaks a signature', () => {
  const breaking: Readonly<Record<string, (mail: string) => string>> = {
    'another From': (mail) => `From: Mal <mal@a.example>\r\n${mail}`,
    'a Subject where there was one': (mail) => `Subject: autre\r\n${mail}`,
    'a Reply-To where there was none': (mail) => `Reply-To: mal@a.example\r\n${mail}`,
    'a Cc where there was none': (mail) => mail.replace('\r\n\r\n', '\r\nCc: mal@a.example\r\n\r\n'),
    'a Content-Type where there was none': (mail) => `Content-Type: text/html\r\n${mail}`,
    'another way to leave': (mail) => `List-Unsubscribe: <https://mal.example/>\r\n${mail}`,
    'another link in the way to leave': (mail) => mail.replace('/u/abc', '/u/abd'),
    'a List-Unsubscribe-Post taken away': (mail) => mail.replace(/List-Unsubscribe-Post: .*\r\n/, ''),
    'a word more at the end': (mail) => `${mail}suite\r\n`,
    'a no-break space made a space': (mail) => mail.replace('\xa0', ' '),
  }
  test.for(Object.entries(breaking))('%s', async ([, change]) => {
    const mail = (await signedCase({ body: 'ici\xa0!\r\n', personal: PERSONAL })).toString('latin1')
    expect(await mailauth(latin1(mail))).toBe('pass')
    expect(change(mail)).not.toBe(mail)
    expect(await mailauth(latin1(change(mail)))).not.toBe('pass')
  })

  test.for([
    ['a refolded field', (mail: string) => mail.replace('Date: Sun,', 'Date:\r\n  Sun,')],
    ['spaces cut at the end of a line', (mail: string) => mail.replace('ici \r\n', 'ici\r\n')],
    ['a Sender that a relay adds', (mail: string) => `Sender: mailer@a.example\r\n${mail}`],
    ['traces on top', (mail: string) => `Received: by a.example; now\r\nReturn-Path: <>\r\n${mail}`],
  ] as const)('what relays do breaks nothing: %s', async ([, change]) => {
    const mail = (await signedCase({ body: 'ici \r\n' })).toString('latin1')
    expect(change(mail)).not.toBe(mail)
    expect(await mailauth(latin1(change(mail)))).toBe('pass')
  })
})

test('the signature says what it covers, and never how much of the body', async () => {
  const { header } = Header.parse(await signedCase({ body: 'x\r\n', personal: PERSONAL }))
  const tags = new Map(
    header
      .first('DKIM-Signature')!
      .split(';')
      .map((tag) => tag.trim().split(/=(.*)/s) as [string, string]),
  )
  expect([...tags.keys()]).toEqual(['v', 'a', 'c', 'd', 's', 't', 'bh', 'h', 'b'])
  expect(tags.get('a')).toBe('rsa-sha256')
  expect(tags.get('c')).toBe('relaxed/relaxed')
  const covered = tags.get('h')!.split(/\s*:\s*/)
  const times = (name: string) => covered.filter((one) => one === name).length
  expect(times('From')).toBe(2)
  expect(times('Reply-To')).toBe(1)
  expect(times('List-Unsubscribe')).toBe(2)
  expect(times('List-Unsubscribe-Post')).toBe(2)
  expect(times('DKIM-Signature') + times('Received')).toBe(0)
})

test('of a field that is there a hundred times the last ones are signed, so that the signature stays short', async () => {
  const mail = await signedCase(HARD['so many fields of one name that only some are signed']!)
  const signature = Header.parse(mail).header.first('DKIM-Signature')!
  expect(
    signature.match(/\bTo\b/g)!.length -
      signature.match(/Reply-To/g)!.length -
      signature.match(/In-Reply-To/g)!.length,
  ).toBeLessThanOrEqual(MAX_SAME_NAME)
  for (const line of Header.parse(mail).header.raw('DKIM-Signature')[0]!.toString('latin1').split('\r\n'))
    expect(line.length).toBeLessThanOrEqual(78)
})
