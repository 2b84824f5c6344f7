import { expect, test } from 'vitest'
import { originalAuthor } from '#archive/import/author.ts'
import { Header } from '#mta/message/header.ts'

function author(...fields: string[]): string | undefined {
  const found = originalAuthor(Header.parse(Buffer.from(`${fields.join('\n')}\n\n`)).header)
  return found && `${found.system}: ${found.name} <${found.address.text}>`
}

test('Sympa kept From whole when it protected it', () => {
  expect(
    author(
      'From: =?UTF-8?Q?L=C3=A9a?= Roux (via compost Mailing List) <compost@listes.example>',
      'X-Original-From: =?UTF-8?Q?L=C3=A9a?= Roux <lea@asso.example>',
      'List-Post: <mailto:compost@listes.example>',
    ),
  ).toBe('original-from: Léa Roux <lea@asso.example>')
  expect(
    author(
      'From: "compost" (on behalf of Léa Roux) <compost@listes.example>',
      'X-Original-From: Léa Roux <lea@asso.example>',
    ),
  ).toBe('original-from: Léa Roux <lea@asso.example>')
})

test('Google Groups kept it in X-Original-From, and older mails the address in X-Original-Sender', () => {
  const list = 'Mailing-list: list velo@googlegroups.com; contact velo+owners@googlegroups.com'
  const from = `From: "'Nick Roux' via Vélo" <velo@googlegroups.com>`
  expect(
    author(
      from,
      'X-Original-Sender: nick@asso.example',
      'X-Original-From: Nick Roux <nick@asso.example>',
      list,
    ),
  ).toBe('original-from: Nick Roux <nick@asso.example>')
  expect(author(from, 'X-Original-Sender: nick@asso.example', list)).toBe(
    'google-groups: Nick Roux <nick@asso.example>',
  )
})

test('a mail of Google Groups whose From was left alone stays as it is', () => {
  expect(
    author('From: Nick Roux <nick@asso.example>', 'X-Original-Sender: autre@asso.example'),
  ).toBeUndefined()
})

test('groups.io wrote the address into its own', () => {
  expect(author('From: "Saravana Kannan via groups.io" <saravanak=google.example@groups.io>')).toBe(
    'groups.io: Saravana Kannan <saravanak@google.example>',
  )
  expect(author('From: "Cyril via Lists.Velo.Example" <cyril.roux=asso.example@lists.velo.example>')).toBe(
    'groups.io: Cyril <cyril.roux@asso.example>',
  )
})

test('Mailman added the author to Reply-To, beside an own one', () => {
  const from = 'From: Anne Martin via Compost <compost@listes.example>'
  const list = 'X-BeenThere: compost@listes.example'
  const expected = 'mailman: Anne Martin <anne@asso.example>'
  expect(author(from, 'Reply-To: Anne Martin <anne@asso.example>', list)).toBe(expected)
  expect(author(from, 'Reply-To: anne@asso.example', list)).toBe(expected)
  expect(author(from, 'Reply-To: bureau@asso.example, Anne Martin <anne@asso.example>', list)).toBe(expected)
})

test('Mailman added the author to Cc where answers go to the list', () => {
  const from = 'From: Anne Martin via Compost <compost@listes.example>'
  const reply = 'Reply-To: Compost <compost@listes.example>'
  const list = 'List-Post: <mailto:compost@listes.example>'
  expect(author(from, reply, 'Cc: Bob <bob@asso.example>, Anne Martin <anne@asso.example>', list)).toBe(
    'mailman: Anne Martin <anne@asso.example>',
  )
  expect(author(from, reply, 'Cc: Bob <bob@asso.example>', list)).toBeUndefined()
})

test('Mailman 2 without a name: the local part says which address it is', () => {
  const fields = ['From: anne--- via Compost <compost@listes.example>', 'X-BeenThere: compost@listes.example']
  expect(author(...fields, 'Reply-To: x@y.example, anne@asso.example')).toBe('mailman:  <anne@asso.example>')
})

test('who cannot be told apart is not guessed', () => {
  const from = 'From: Anne Martin via Compost <compost@listes.example>'
  expect(
    author(from, 'Reply-To: a@asso.example, b@asso.example', 'X-BeenThere: compost@listes.example'),
  ).toBeUndefined()
  expect(author(from)).toBeUndefined()
})

test.each([
  ['anne at asso.example (Anne Martin)', 'Anne Martin'],
  ['anne à asso.example (=?UTF-8?Q?Ann=C3=A9?= Martin)', 'Anné Martin'],
  ['Anne Martin <anne(a)asso.example>', 'Anne Martin'],
  ['anne(a)asso.example', ''],
])('an address hidden from robots is read: %s', (from, name) => {
  expect(author(`From: ${from}`)).toBe(`obfuscated: ${name} <anne@asso.example>`)
})

test('an author is never taken from a field that anybody may write, under a From of their own', () => {
  const forged = 'X-Original-From: La présidente <presidente@asso.example>'
  expect(author('From: Eve <eve@asso.example>', forged)).toBeUndefined()
  expect(author('From: Eve <eve@asso.example>', 'Reply-To: presidente@asso.example')).toBeUndefined()
})

test('ordinary mails, mails without From, and with several, stay as they are', () => {
  expect(author('From: Anne Martin <anne@asso.example>', 'Reply-To: bob@asso.example')).toBeUndefined()
  expect(author('Subject: x')).toBeUndefined()
  expect(author('From: a@asso.example', 'From: b@asso.example')).toBeUndefined()
  expect(author('From: a@asso.example, b@asso.example')).toBeUndefined()
  expect(
    author('From: Agir via le sport <contact@asso.example>', 'X-Original-From: contact@asso.example'),
  ).toBeUndefined()
})
