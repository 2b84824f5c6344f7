import { describe, expect, test } from 'vitest'
import type { ArchivedMessage } from '#lists/digests/archived.ts'
import { contents, type Issue, inParts, introduction, subjectOf } from '#lists/digests/issue.ts'
import { plainDigest } from '#lists/digests/plain-digest.ts'
import { list } from '../posting.ts'

const message = (id: number, change: Partial<ArchivedMessage> = {}): ArchivedMessage => ({
  id,
  hash: `h${id}`,
  subject: `Sujet ${id}`,
  fromName: 'Anne Martin',
  fromAddress: 'anne@orange.example',
  datedAt: new Date('2026-11-21T20:14:00Z'),
  raw: Buffer.alloc(0),
  size: 1_000,
  files: [],
  ...change,
})
const issue = (change: Partial<Issue> = {}): Issue => ({
  list: list(),
  platform: { webUrl: 'https://relais.example' },
  language: 'fr',
  count: change.messages?.length ?? 1,
  since: new Date('2026-11-21T20:14:00Z'),
  until: new Date('2026-11-21T21:14:00Z'),
  part: 1,
  parts: 1,
  messages: [message(1)],
  ...change,
})

const sizes = (...bytes: number[]) =>
  inParts(
    bytes.map((size, id) => message(id, { size })),
    { messages: 3, bytes: 100 },
  ).map((part) => part.map(({ size }) => size))

test.each([
  [[10, 10, 10], [[10, 10, 10]]],
  [
    [10, 10, 10, 10],
    [[10, 10, 10], [10]],
  ],
  [[50, 50], [[50, 50]]],
  [
    [50, 51],
    [[50], [51]],
  ],
  [
    [200, 10],
    [[200], [10]],
  ],
  [
    [10, 200, 10],
    [[10], [200], [10]],
  ],
])('messages of %j fill mails of %j', (bytes, parts) => {
  expect(sizes(...bytes)).toEqual(parts)
})

describe('the subject says how much, and of which days', () => {
  test.each([
    ['one message', issue(), '[Bureau] 1 message du 21 novembre'],
    ['several', issue({ count: 5 }), '[Bureau] 5 messages du 21 novembre'],
    ['of two mails', issue({ count: 30, part: 1, parts: 2 }), '[Bureau] 30 messages du 21 novembre (1/2)'],
    [
      'of several days, in the list’s time zone',
      issue({ count: 2, until: new Date('2026-11-30T23:30:00Z') }),
      '[Bureau] 2 messages du 21 novembre au 1er décembre',
    ],
    ['in English', issue({ count: 2, language: 'en' }), '[Bureau] 2 messages of 21 November'],
    ['with the list’s tag', issue({ list: list({ tag: 'CA' }) }), '[CA] 1 message du 21 novembre'],
  ])('%s', (_, one, subject) => {
    expect(subjectOf(one, 'messages')).toBe(subject)
  })
})

test('each title is numbered, with its author, when, and its page', () => {
  const said = contents(issue({ messages: [message(1), message(2, { subject: '', fromName: '' })] }))
  expect(said).toBe(
    `2 messages sur la liste Bureau\u00a0:

1. Sujet 1
   par Anne Martin, samedi 21 novembre à 21:14
   https://relais.example/lists/bureau@velo15.example/messages/h1

2. (sans objet)
   par anne@orange.example, samedi 21 novembre à 21:14
   https://relais.example/lists/bureau@velo15.example/messages/h2`,
  )
  expect(introduction(issue(), 'readOne').split('\n')[0]).toContain('Pour lire un message et y répondre')
})

test('a text cannot make the digest look as if it ended, and of a long one there is the beginning', () => {
  const texts = new Map([
    [1, `avant\n${'-'.repeat(30)}\naprès`],
    [2, 'x'.repeat(50_000)],
  ])
  const text = plainDigest(issue({ messages: [message(1), message(2), message(3)] }), texts)
  expect(text.match(/^-{30}$/gm)).toHaveLength(3)
  expect(text.match(/^-{70}$/gm)).toHaveLength(1)
  expect(text.length).toBeLessThan(25_000)
  expect(text).toMatch(/\(La suite se lit ici\u00a0: https:\S+\/messages\/h2\)/)
  expect(text).toContain('(Ce message n’a pas de texte.)')
})
