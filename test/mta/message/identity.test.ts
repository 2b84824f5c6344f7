import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { fingerprint, messageIdOf, messageIds, urlHash } from '#mta/message/identity.ts'

const parse = (text: string) => Header.parse(Buffer.from(text)).header
const sha256 = createHash('sha256').update('x').digest()

const ids: [string, string][] = [
  ['<abc@x.example>', 'abc@x.example'],
  ['  <abc@\r\n x.example> (comment)', 'abc@x.example'],
  ['<a b@x>', 'ab@x'],
  ['abc@x.example', 'abc@x.example'],
  ['<no-at-sign>', 'no-at-sign'],
  ['', `${sha256.toString('hex')}@derived.invalid`],
  ['<>', `${sha256.toString('hex')}@derived.invalid`],
  ['words without brackets', `${sha256.toString('hex')}@derived.invalid`],
  ['<a\0b@x>', `${sha256.toString('hex')}@derived.invalid`],
  [`<${'a'.repeat(500)}>`, 'a'.repeat(500)],
  [`<${'a'.repeat(501)}>`, `${sha256.toString('hex')}@derived.invalid`],
]
test.each(ids)('a Message-ID written %j is known as %s', (written, id) => {
  expect(messageIdOf(parse(`Message-ID: ${written}\r\n\r\n`), sha256)).toBe(id)
})

test('ids in References come in order, each once; of too many the first and the newest', () => {
  expect(messageIds('<a@x> <b@x>\r\n\t<a@x>,<c@x>')).toEqual(['a@x', 'b@x', 'c@x'])
  const many = messageIds(Array.from({ length: 1_000 }, (_, n) => `<${n}@x>`).join(' '))
  expect([many.length, many[0], many[1], many.at(-1)]).toEqual([200, '0@x', '801@x', '999@x'])
})

test("the address of a message on the web is HyperKitty's", () => {
  expect(urlHash('87myycy5eh.fsf@uwakimon.sk.tsukuba.ac.jp')).toBe('jjigkpkb6cvdx6b2cug4ihajriqioutp')
})

test('trace and list fields do not change what a message is; its content does', () => {
  const head =
    'From: a@x\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nSubject: s\r\nContent-Type: text/plain\r\n'
  const print = (text: string, body = sha256) => fingerprint(parse(text), body).toString('hex')
  const first = print(head)
  expect(print(`Received: by x\r\n${head}List-Id: <l.x>\r\n`)).toBe(first)
  expect(print(head.replace('Subject: s', 'subject:\r\n s'))).toBe(first)
  const others = [
    print(head.replace('a@x', 'b@x')),
    print(head.replace('10:00', '11:00')),
    print(head.replace('Subject: s', 'Subject: t')),
    print(head.replace('plain', 'html')),
    print(`${head}Subject: s\r\n`),
    print(head, createHash('sha256').update('y').digest()),
  ]
  expect(new Set([first, ...others]).size).toBe(7)
})
