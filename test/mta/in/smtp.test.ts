import { expect, test } from 'vitest'
import { connect, transcript } from '#test/support/smtp.ts'
import { listening, NOBODY, OK } from './listening.ts'

const MAIL = 'From: a@relais.test\r\nSubject: Bonjour\r\n\r\nBonjour.\r\n'

test('a mail for a known list is taken, for an unknown one it is refused at once', async () => {
  await using server = await listening()
  await transcript(
    server.port,
    `S: 220 relais.localhost ESMTP
     C: EHLO client.test
     S: 250-
     C: MAIL FROM:<a@relais.test>
     S: 250 2.1.0
     C: RCPT TO:<nobody@relais.localhost>
     S: 550 5.1.1 No such list here
     C: DATA
     S: 503
     C: RCPT TO:<bureau@relais.localhost>
     S: 250 2.1.5
     C: DATA
     S: 354
     C: Subject: Bonjour
     C:
     C: Bonjour.
     C: .
     S: 250 2.6.0
     C: QUIT
     S: 221`,
  )
  expect(
    server.kept.map(({ mailFrom, recipients, bytes }) => ({ mailFrom, recipients, text: `${bytes}` })),
  ).toEqual([
    {
      mailFrom: 'a@relais.test',
      recipients: ['bureau@relais.localhost'],
      text: 'Subject: Bonjour\r\n\r\nBonjour.\r\n',
    },
  ])
})

test('what the server can do is announced, and neither passwords nor relaying are', async () => {
  await using server = await listening({ env: { RELAIS_SMTP_MAX_BYTES: '100000' } })
  await using talk = await connect(server.port)
  const { lines } = await talk.say('EHLO client.test', 250)
  expect(lines.slice(1).toSorted()).toEqual([
    '8BITMIME',
    'ENHANCEDSTATUSCODES',
    'PIPELINING',
    'SIZE 100000',
    'SMTPUTF8',
    'STARTTLS',
  ])
})

test('a whole transaction in one packet is understood', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.send(
    'MAIL FROM:<>',
    'RCPT TO:<nobody@relais.localhost>',
    'RCPT TO:<bureau@relais.localhost>',
    'DATA',
  )
  for (const code of [250, 550, 250, 354]) await talk.expect(code)
  await talk.raw(`${MAIL}.\r\nMAIL FROM:<b@relais.test>\r\nQUIT\r\n`)
  for (const code of [250, 250, 221]) await talk.expect(code)
  expect(server.kept[0]).toMatchObject({ mailFrom: '', recipients: ['bureau@relais.localhost'] })
})

test('250 is said only once the reception has kept the mail', async () => {
  const kept = Promise.withResolvers<void>()
  await using server = await listening({ receive: async () => kept.promise.then(() => [OK]) })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  let said = false
  const answered = talk
    .mail({ from: 'a@relais.test', to: ['l@relais.test'], bytes: MAIL })
    .then((replies) => {
      said = true
      return replies
    })
  await expect.poll(() => server.kept.length).toBe(1)
  expect(said).toBe(false)
  kept.resolve()
  expect((await answered)[0]?.code).toBe(250)
})

test('a reception that fails makes the client try later', async () => {
  await using server = await listening({ receive: () => Promise.reject(new Error('no database')) })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const [reply] = await talk.mail({ from: '', to: ['l@relais.test'], bytes: MAIL })
  expect(reply?.text).toMatch(/^451 4\.3\.0 /)
  expect(reply?.text).not.toContain('database')
  await talk.say('NOOP', 250)
})

test('over SMTP a mail is taken when any recipient takes it, else the first refusal is said', async () => {
  await using server = await listening({
    receive: async ({ recipients }) =>
      recipients.map(({ local }) =>
        local === 'open' ? OK : { kind: 'refused', reason: 'not-allowed', text: `no post to ${local}` },
      ),
  })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const mail = { from: 'a@relais.test', bytes: MAIL }
  const [mixed] = await talk.mail({ ...mail, to: ['shut@l.test', 'open@l.test'] })
  expect(mixed?.code).toBe(250)
  const [refused] = await talk.mail({ ...mail, to: ['shut@l.test', 'closed@l.test'] })
  expect(refused?.text).toBe('550 5.7.1 no post to shut')
})

test('over LMTP each recipient has its own answer, a repeated one too', async () => {
  await using server = await listening({
    protocol: 'lmtp',
    receive: async ({ recipients }) => recipients.map(({ local }) => (local === 'open' ? OK : NOBODY)),
  })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 500)
  await talk.say('LHLO client.test', /PIPELINING/)
  const replies = await talk.mail({
    from: 'a@relais.test',
    to: ['shut@l.test', 'open@l.test', 'Shut@L.test'],
    bytes: MAIL,
    replies: 3,
  })
  expect(replies.map(({ text }) => text.slice(0, 9))).toEqual(['550 5.1.1', '250 2.6.0', '550 5.1.1'])
  expect(server.kept[0]?.recipients).toEqual(['shut@l.test', 'open@l.test'])
  await talk.say('NOOP', 250)
})
