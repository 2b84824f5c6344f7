import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { withListAsAuthor, withReplyTo } from '#lists/author-line.ts'
import type { Draft, Handler, HandlerContext } from '#lists/handlers/draft.ts'
import { footer } from '#lists/handlers/footer.ts'
import { listFields } from '#lists/handlers/list-fields.ts'
import { missingFields } from '#lists/handlers/missing-fields.ts'
import { handlersInOrder } from '#lists/handlers/order.ts'
import { privateFields } from '#lists/handlers/private-fields.ts'
import { subjectTag } from '#lists/handlers/subject-tag.ts'
import { traceField } from '#lists/handlers/trace-field.ts'
import type { ListSettings } from '#lists/list-settings.ts'
import { parseMailboxes } from '#mta/message/address.ts'
import { Header } from '#mta/message/header.ts'
import { list } from '../posting.ts'

function context(settings: Partial<ListSettings> = {}, change: Partial<HandlerContext> = {}): HandlerContext {
  return {
    list: list(settings),
    webUrl: 'https://relais.example',
    domain: 'relais.example',
    archivedAt: 'https://relais.example/lists/bureau@velo15.example/messages/abc',
    messageId: '1@orange.example',
    posting: 'open',
    arrival: {
      id: 42,
      client: { ip: '192.0.2.1', helo: 'mx.orange.example', tls: true, protocol: 'smtp' },
      receivedAt: new Date('2026-11-03T20:14:00Z'),
    },
    evidence: { level: 'spf-aligned', identities: [], detail: {} },
    endsWithNewline: true,
    eightBit: false,
    ...change,
  }
}

const crlf = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8')
const draftOf = (fields: string): Draft => ({
  header: Header.parse(crlf(fields)).header,
  before: Buffer.alloc(0),
  after: Buffer.alloc(0),
})
const apply = (handler: Handler, fields: string, ctx = context()) =>
  handler.apply(draftOf(fields), ctx).header
const whole = (draft: Draft, body: Buffer) =>
  Buffer.concat([draft.header.bytes(), Buffer.from('\r\n'), draft.before, body, draft.after])

const ordinary =
  'From: Anne Martin <anne@orange.example>\nTo: bureau@velo15.example\nSubject: Bonjour\nMessage-ID: <1@orange.example>\nDate: Tue, 3 Nov 2026 21:14:00 +0100\n'

test('a new list adds its own fields and changes no other', () => {
  const made = handlersInOrder.reduce((draft, handler) => handler.apply(draft, context()), draftOf(ordinary))
  expect(made.before.length + made.after.length).toBe(0)
  const text = made.header.bytes().toString('latin1')
  for (const line of ordinary.trim().split('\n')) expect(text).toContain(`${line}\r\n`)
})

test('a mail without Message-ID and Date gets them, so that it can be answered', () => {
  const header = apply(missingFields, 'From: Anne <anne@orange.example>\n')
  expect(header.first('Message-ID')).toBe('<1@orange.example>')
  expect(header.first('Date')).toBe('Tue, 03 Nov 2026 20:14:00 +0000')
  expect(apply(missingFields, ordinary).bytes()).toEqual(crlf(ordinary))
})

test('the list says how to use it', () => {
  const header = apply(listFields, ordinary)
  expect(header.first('List-Id')).toBe('"Bureau" <bureau.velo15.example>')
  expect(header.first('List-Post')).toBe('<mailto:bureau@velo15.example>')
  expect(header.first('List-Help')).toBe('<mailto:bureau-request@velo15.example?subject=help>')
  expect(header.first('List-Subscribe')).toBe('<mailto:bureau-subscribe@velo15.example>')
  expect(header.first('List-Owner')).toBe('<mailto:bureau-owner@velo15.example>')
  expect(header.first('List-Archive')).toBe('<https://relais.example/lists/bureau@velo15.example/archive>')
  expect(header.first('Archived-At')).toBe(`<${context().archivedAt}>`)
  expect(header.first('Precedence')).toBe('list')
})

test('a list that takes no post from its readers says NO', () => {
  expect(apply(listFields, ordinary, context({}, { posting: 'closed' })).first('List-Post')).toBe('NO')
})

test("another list's fields are replaced, its List-Id kept aside", () => {
  const header = apply(
    listFields,
    `${ordinary}List-Id: Autre <autre.example>\nList-Unsubscribe: <mailto:x@autre.example>\n`,
  )
  expect(header.all('List-Id')).toEqual(['"Bureau" <bureau.velo15.example>'])
  expect(header.first('X-Original-List-Id')).toBe('Autre <autre.example>')
  expect(header.has('List-Unsubscribe')).toBe(false)
})

test('secrets and requests for receipts leave with no copy', () => {
  const header = apply(
    privateFields,
    `${ordinary}Approved: motdepasse\nBcc: cachee@orange.example\nDisposition-Notification-To: anne@orange.example\n`,
  )
  for (const name of ['Approved', 'Bcc', 'Disposition-Notification-To']) expect(header.has(name)).toBe(false)
  expect(header.bytes()).toEqual(crlf(ordinary))
})

test('our Received field is on top', () => {
  const text = apply(traceField, ordinary).bytes().toString('latin1')
  expect(text).toMatch(/^Received: from mx\.orange\.example \(\[192\.0\.2\.1\]\)/)
  expect(text.replace(/\r\n\s+/g, ' ')).toContain(
    'by relais.example (Relais) with ESMTPS id 42 for <bureau@velo15.example>; Tue, 03 Nov 2026 20:14:00 +0000',
  )
})

test('a hostile HELO cannot write into our Received field', () => {
  const client = { ...context().arrival.client, helo: 'a\r\nBcc: x (by you) ;' }
  const header = apply(traceField, ordinary, context({}, { arrival: { ...context().arrival, client } }))
  expect(header.has('Bcc')).toBe(false)
})

test.each([
  ['Bonjour', '[Bureau] Bonjour'],
  ['Re: [Bureau] Bonjour', 'Re: [Bureau] Bonjour'],
  ['Ré : [bureau] Bonjour', 'Ré : [bureau] Bonjour'],
  ['Re: Bonjour', '[Bureau] Re: Bonjour'],
  ['', '[Bureau]'],
])('the tag stands once: %j becomes %j', (subject, wanted) => {
  const fields = ordinary.replace('Subject: Bonjour', `Subject: ${subject}`)
  expect(apply(subjectTag, fields, context({ tag: 'Bureau' })).text('Subject')).toBe(wanted)
})

test('a tagged subject keeps its encoded words as they came', () => {
  const fields = ordinary.replace('Bonjour', '=?iso-8859-1?Q?R=E9union?=')
  const header = apply(subjectTag, fields, context({ tag: 'Bureau' }))
  expect(header.first('Subject')).toBe('[Bureau] =?iso-8859-1?Q?R=E9union?=')
  expect(header.text('Subject')).toBe('[Bureau] Réunion')
})

const utf8 = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n'
const note = 'Liste Bureau, écrire à bureau@velo15.example'

test('a footer goes under a lone text in its own charset, and the text stays byte for byte', () => {
  const body = crlf('Voilà.\n')
  const draft = footer.apply(draftOf(ordinary + utf8), context({ footer: note }, { eightBit: true }))
  expect(draft.header.bytes()).toEqual(crlf(ordinary + utf8))
  expect(whole(draft, body).toString('utf8')).toBe(`${crlf(ordinary + utf8)}\r\nVoilà.\r\n\r\n${note}\r\n`)
})

test('a footer under quoted-printable is quoted-printable', async () => {
  const fields = `${ordinary}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n`
  const draft = footer.apply(draftOf(fields), context({ footer: note }))
  const mail = whole(draft, crlf('Voil=E0.\n'))
  expect((await simpleParser(mail)).text).toBe(`Voilà.\n\n${note}\n`)
  for (const byte of mail) expect(byte).toBeLessThan(128)
})

test.each([
  [
    'base64',
    'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n',
    'Vm9pbMOgLg==\n',
    'Voilà.',
  ],
  ['us-ascii, which has no accents', 'Content-Type: text/plain\n', 'Voila.\n', 'Voila.'],
  [
    'a charset without such letters',
    'Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n',
    'Voila.\n',
    'Voila.',
  ],
])('a footer is a part of its own where the text cannot take it: %s', async (_, fields, body, text) => {
  const draft = footer.apply(draftOf(ordinary + fields), context({ footer: note }))
  const mail = await simpleParser(whole(draft, crlf(body)))
  expect(draft.header.first('Content-Type')).toContain('multipart/mixed')
  expect(mail.text).toContain(text)
  expect(mail.text).toContain(note)
  expect(whole(draft, crlf(body)).toString('latin1')).toContain(crlf(body).toString('latin1'))
})

test('a signed message is wrapped whole: what was signed is untouched', () => {
  const body = crlf(
    '--b\nContent-Type: text/plain\n\nVoila.\n--b\nContent-Type: application/pgp-signature\n\nxxx\n--b--\n',
  )
  const fields = 'Content-Type: multipart/signed; boundary=b;\n protocol="application/pgp-signature"\n'
  const draft = footer.apply(draftOf(ordinary + fields), context({ footer: note }))
  const mail = whole(draft, body).toString('latin1')
  expect(mail).toContain(`${crlf(fields).toString('latin1')}\r\n${body.toString('latin1')}`)
  expect(draft.header.all('Content-Type')).toHaveLength(1)
})

const reply = (fields: string, settings: Partial<ListSettings>) =>
  withReplyTo(draftOf(fields).header, list(settings)).all('Reply-To')

test('answers go to the author unless the list says otherwise; the author’s own wish is kept beside', () => {
  expect(reply(ordinary, {})).toEqual([])
  expect(reply(ordinary, { replyTo: 'list' })).toEqual(['bureau@velo15.example'])
  expect(reply(ordinary, { replyTo: 'owner' })).toEqual(['bureau-owner@velo15.example'])
  expect(reply(`${ordinary}Reply-To: anne@travail.example\n`, { replyTo: 'list' })).toEqual([
    'bureau@velo15.example, anne@travail.example',
  ])
})

function asList(fields: string, settings: Partial<ListSettings>) {
  const { header } = draftOf(fields)
  const author = parseMailboxes(header.first('From')!)[0]!
  return withListAsAuthor(withReplyTo(header, list(settings)), author, list(settings))
}

test('when From becomes the list’s, “via” is inside the name and the author stays reachable', () => {
  const header = asList(ordinary, {})
  expect(parseMailboxes(header.first('From')!)).toMatchObject([
    { name: 'Anne Martin via Bureau', address: 'bureau@velo15.example' },
  ])
  expect(header.first('Reply-To')).toContain('anne@orange.example')
  expect(header.first('X-Original-From')).toContain('anne@orange.example')
  expect(header.first('Message-ID')).toBe('<1@orange.example>')
})

test('with answers to the list the author is in Cc, once', () => {
  expect(asList(ordinary, { replyTo: 'list' }).first('Cc')).toContain('anne@orange.example')
  expect(asList(ordinary, { replyTo: 'list' }).first('Reply-To')).toBe('bureau@velo15.example')
  const already = `${ordinary}Cc: Anne <ANNE@orange.example>, paul@free.example\n`
  expect(asList(already, { replyTo: 'list' }).all('Cc')).toEqual([
    'Anne <ANNE@orange.example>, paul@free.example',
  ])
})

test('no address of another domain stands in the name', () => {
  const header = asList('From: "anne@orange.example" <anne@orange.example>\n', {})
  expect(parseMailboxes(header.first('From')!)[0]!.name).toBe('anne via Bureau')
})
