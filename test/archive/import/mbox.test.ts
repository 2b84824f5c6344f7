import { readFile, truncate } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { all, fileOf, folderOf, found, inShort } from './sources.ts'

const SEP = 'From anne@asso.example Fri Jan 31 11:45:26 2014\n'
const MAIL = 'From: anne@asso.example\nSubject: Compost\n\nBonjour\n'
const OTHER = 'From: bob@asso.example\nSubject: Re: Compost\n\nOui\n'

test('an mbox is split at its separators; the empty line before the next one is no part of a mail', async () => {
  const file = await fileOf(`${SEP}${MAIL}\n${SEP}${OTHER}\n`)
  expect(await found('mbox', file)).toEqual([MAIL, OTHER])
})

test('a separator without an empty line before it separates too, and the mail keeps its last line end', async () => {
  const file = await fileOf(`${SEP}${MAIL}${SEP}${OTHER}`)
  expect(await found('mbox', file)).toEqual([MAIL, OTHER])
})

test.each([
  ['UTC where no zone is said', 'anne@asso.example Fri Jan 31 11:45:26 2014', '2014-01-31T11:45:26.000Z'],
  ['a zone before the year (Google)', '2866@xxx Thu Apr 16 09:53:04 +0200 2015', '2015-04-16T07:53:04.000Z'],
  ['a zone after the year', 'anne@x Fri Jan 31 11:45:26 2014 -0500', '2014-01-31T16:45:26.000Z'],
  ['a zone by its name', 'anne@x Fri Jan 31 11:45:26 CET 2014', '2014-01-31T10:45:26.000Z'],
  [
    'Pipermail, which hides the address',
    'anne at asso.example  Fri Jan 31 11:45:26 2014',
    '2014-01-31T11:45:26.000Z',
  ],
  ['MAILER-DAEMON', 'MAILER-DAEMON Fri Jan  3 11:45:26 2014', '2014-01-03T11:45:26.000Z'],
  ['a dash (Thunderbird)', '- Fri Jan  3 11:45:26 2014', '2014-01-03T11:45:26.000Z'],
  ['no sender at all', 'Fri Jan  3 11:45:26 2014', '2014-01-03T11:45:26.000Z'],
  ['a date as in mails', 'anne@x Fri, 3 Jan 2014 11:45:26 +0100', '2014-01-03T10:45:26.000Z'],
])('a separator is understood with %s', async (_what, line, received) => {
  const steps = await all('mbox', await fileOf(`From ${line}\n${MAIL}\nFrom ${line}\n${OTHER}`))
  expect(steps.map(inShort)).toEqual([MAIL, OTHER])
  expect(steps.map((step) => 'receivedAt' in step && step.receivedAt?.toISOString())).toEqual([
    received,
    received,
  ])
})

test('Thunderbird writes nothing after From; what it keeps as deleted is left over', async () => {
  const deleted = `X-Mozilla-Status: 0009\r\n${MAIL}`
  const file = await fileOf(`From \r\nX-Mozilla-Status: 0001\r\n${MAIL}\nFrom \r\n${deleted}\n`)
  expect(await found('mbox', file)).toEqual([
    `X-Mozilla-Status: 0001\r\n${MAIL}`,
    `deleted @list.mbox:${7 + 24 + MAIL.length + 1}`,
  ])
})

test('a line of text that begins with From is no separator, though nobody quoted it (Mailman 2)', async () => {
  const text = `${MAIL}From here on we dig.\nFrom Anne on Fri Jan 31 we hear nothing: ask her.\nFrom anne@asso.example Fri Jan 31 99:45:26 2014\nSubject: x\n\nFrom x@y Fri Jan 31 11:45:26 2014\nwas all it said.\n`
  const file = await fileOf(`${SEP}${text}\n${SEP}${OTHER}\n`)
  expect(await found('mbox', file)).toEqual([text, OTHER])
})

test('mixed line ends stay as they are, and an empty line of either kind ends a mail', async () => {
  const crlf = MAIL.replaceAll('\n', '\r\n')
  const mixed = 'Subject: x\r\n\nun\r\ndeux\n'
  const file = await fileOf(`${SEP}${crlf}\r\n${SEP.replace('\n', '\r\n')}${mixed}\n${SEP}${OTHER}\r\n`)
  expect(await found('mbox', file)).toEqual([crlf, mixed, OTHER])
})

test('mboxrd: where lines are quoted twice but not in a quotation, one sign is taken off each', async () => {
  const stored = `${MAIL}>From one\nas\n>>From two\nis\n> >From three\n`
  const file = await fileOf(`${SEP}${stored}\n${SEP}${OTHER}>From here\n`)
  expect(await found('mbox', file)).toEqual([
    `${MAIL}From one\nas\n>From two\nis\n> >From three\n`,
    `${OTHER}From here\n`,
  ])
})

test('mboxo: what cannot be undone for sure stays as it is in the file', async () => {
  const stored = `${MAIL}>From one\n`
  expect(await found('mbox', await fileOf(`${SEP}${stored}\n${SEP}${OTHER}`))).toEqual([stored, OTHER])
})

test('an answer to an answer that begins with From is a quotation, not the sign of an mboxrd', async () => {
  const stored = `${MAIL}>> to be clear\n>>From two\n>From one\n`
  expect(await found('mbox', await fileOf(`${SEP}${stored}\n${SEP}${OTHER}`))).toEqual([stored, OTHER])
})

test('where a From stands unquoted nothing was quoted, so nothing is undone', async () => {
  const stored = `${MAIL}>>From two\nFrom here on\n>From one\n`
  expect(await found('mbox', await fileOf(`${SEP}${stored}\n${SEP}${OTHER}`))).toEqual([stored, OTHER])
})

test('mboxcl2: Content-Length carries over a separator that is text', async () => {
  const body = `Il a écrit :\n\n${SEP}${OTHER}\net voilà`
  const mail = `Subject: x\nContent-Length: ${body.length}\n\n${body}`
  const file = await fileOf(`${SEP}${mail}\n\n${SEP}${OTHER}`)
  expect(await found('mbox', file)).toEqual([mail, OTHER])
})

test('mboxcl2 with CRLF, and the last mail of the file', async () => {
  const body = `un\r\n\r\n${SEP}${OTHER}`
  const mail = `Subject: x\r\nContent-length: ${body.length}\r\n\r\n${body}`
  expect(await found('mbox', await fileOf(`${SEP}${mail}\r\n`))).toEqual([mail])
})

test('a Content-Length that is wrong, or beyond all measure, is not believed', async () => {
  const wrong = ['0', '7', '40', '999999', '999999999999999'].map(
    (length) => `Subject: x\nContent-Length: ${length}\n\nBonjour à toutes et à tous\n`,
  )
  const file = await fileOf(wrong.map((mail) => `${SEP}${mail}\n`).join(''))
  expect(await found('mbox', file)).toEqual(wrong)
})

test('a Content-Length is believed where a separator follows, not where a line of text begins with From', async () => {
  const mail = `Subject: x\nContent-Length: ${`un\n${SEP}${OTHER}\n`.length}\n\nun\n${SEP}${OTHER}\nFrom here on\n`
  const cut = mail.indexOf(SEP)
  expect(await found('mbox', await fileOf(`${SEP}${mail}\n${SEP}${OTHER}`))).toEqual([
    mail.slice(0, cut),
    `${OTHER}\nFrom here on\n`,
    OTHER,
  ])
})

test('what stands before the first separator is left over, empty lines and a byte order mark are passed over', async () => {
  expect(await found('mbox', await fileOf(`\xef\xbb\xbf\n\n${SEP}${MAIL}`))).toEqual([MAIL])
  const folder = await folderOf({ 'a.mbox': `${SEP}${MAIL}`, 'b.txt': `Rien\n\n${SEP}${OTHER}` })
  expect(await found('mbox', folder)).toEqual([MAIL, 'not-a-mail @b.txt:0'])
})

test('a folder is read file by file in the order of the paths', async () => {
  const folder = await folderOf({
    'b.mbox': `${SEP}Subject: 3\n\n`,
    'a/2.mbox': `${SEP}Subject: 2\n\n`,
    'a.mbox': `${SEP}Subject: 1\n\n`,
    'a/1.mbox': `${SEP}Subject: 0\n\n`,
    'vide.mbox': '',
  })
  const steps = await all('mbox', folder)
  expect(steps.map((step) => step.place.file)).toEqual(['a/1.mbox', 'a/2.mbox', 'a.mbox', 'b.mbox'])
})

test('a gzip file is known by its first bytes; where it is cut, the mail it was in the middle of is left over', async () => {
  const long = `${MAIL}${Array.from({ length: 4_000 }, (_, at) => `ligne ${at * 7919}\n`).join('')}`
  const whole = gzipSync(`${SEP}${MAIL}\n${SEP}${long}\n`)
  const file = await fileOf(whole, 'list.mbox')
  expect(await found('mbox', file)).toEqual([MAIL, long])
  await truncate(file, whole.length - 2_000)
  expect(await found('mbox', file)).toEqual([MAIL, `cut-short @list.mbox:${SEP.length + MAIL.length + 1}`])
})

test('a gzip file that is damaged gives what comes before, and says from where on nothing was read', async () => {
  const mail = `${MAIL}${Array.from({ length: 40_000 }, (_, at) => `ligne ${at * 7919}\n`).join('')}`
  const bytes = gzipSync(Buffer.from(`${SEP}${MAIL}\n${SEP}${mail}\n${SEP}${OTHER}`, 'latin1'))
  bytes[bytes.length - 6]! ^= 0xff // in the checksum
  const place = SEP.length + MAIL.length + 1
  expect(await found('mbox', await fileOf(bytes))).toEqual([MAIL, `damaged @list.mbox:${place}`])
  const small = gzipSync(`${SEP}${MAIL}`).fill(0xff, 12, 20)
  expect(await found('mbox', await fileOf(small))).toEqual(['damaged @list.mbox:0'])
})

test('a file that ends in the middle of a header has its last mail left over', async () => {
  const file = await fileOf(`${SEP}${MAIL}\n${SEP}From: bob@asso.example\nSubj`)
  expect(await found('mbox', file)).toEqual([MAIL, `cut-short @list.mbox:${SEP.length + MAIL.length + 1}`])
})

test('a file that ends with a separator says that a mail is missing', async () => {
  expect(await found('mbox', await fileOf(`${SEP}${MAIL}\n${SEP}`))).toEqual([
    MAIL,
    `cut-short @list.mbox:${SEP.length + MAIL.length + 1}`,
  ])
})

test('a progress bar reaches exactly the bytes there are', async () => {
  const folder = await folderOf({
    'a.mbox': `${SEP}${MAIL}\n`,
    'b.mbox': gzipSync(`${SEP}${OTHER}\n${SEP}${MAIL}`),
  })
  const read = (await all('mbox', folder)).map((step) => step.readBytes)
  expect(read).toEqual([...read].sort((one, other) => one - other))
  expect(read.at(-1)).toBe(
    (await readFile(`${folder}/a.mbox`)).length + (await readFile(`${folder}/b.mbox`)).length,
  )
})

test('what is no mbox is refused in one sentence', async () => {
  await expect(found('mbox', await fileOf('bonjour\n'))).rejects.toThrow(/list\.mbox is not an mbox/)
  await expect(found('mbox', '/nowhere/at/all')).rejects.toThrow('there is no /nowhere/at/all')
  await expect(found('mbox', await folderOf({}))).rejects.toThrow(/there is no file in/)
})
