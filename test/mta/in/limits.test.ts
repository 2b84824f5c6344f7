import { expect, test } from 'vitest'
import { connect, dial, stuffed } from '#test/support/smtp.ts'
import { listening, OK } from './listening.ts'

const MAIL = 'Subject: Bonjour\r\n\r\nBonjour.\r\n'
const BIG = 'x'.repeat(76).concat('\r\n').repeat(2000)

test('a mail declared too big is refused before it is sent', async () => {
  await using server = await listening({ env: { RELAIS_SMTP_MAX_BYTES: '100000' } })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<a@x.test> SIZE=100001', /^552 5\.3\.4 /)
  await talk.say('MAIL FROM:<a@x.test> SIZE=100000', 250)
  await talk.say('RCPT TO:<l@x.test>', 250)
  expect(server.asked[0]?.session.declaredSize).toBe(100_000)
})

test.for(['smtp', 'lmtp'] as const)(
  'over %s a mail found too big is refused, and the session goes on',
  async (protocol) => {
    await using server = await listening({ protocol, env: { RELAIS_SMTP_MAX_BYTES: '100000' } })
    await using talk = await connect(server.port)
    await talk.say(`${protocol === 'smtp' ? 'EHLO' : 'LHLO'} client.test`, 250)
    const replies = protocol === 'smtp' ? 1 : 2
    const said = await talk.mail({ from: '', to: ['a@x.test', 'b@x.test'], bytes: MAIL + BIG, replies })
    expect(said.map(({ text }) => text.slice(0, 9))).toEqual(Array(replies).fill('552 5.3.4'))
    expect(server.kept).toEqual([])
    expect((await talk.mail({ from: '', to: ['a@x.test'], bytes: MAIL }))[0]?.code).toBe(250)
  },
)

test('a mail of exactly the largest size is taken', async () => {
  await using server = await listening({ env: { RELAIS_SMTP_MAX_BYTES: '100000' } })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const bytes = Buffer.alloc(100_000, 'a')
  bytes.write('\r\n', 99_998)
  expect((await talk.mail({ from: '', to: ['a@x.test'], bytes }))[0]?.code).toBe(250)
  expect(server.kept[0]?.bytes.length).toBe(100_000)
})

test('recipients past the limit are for the next transaction', async () => {
  await using server = await listening({ env: { RELAIS_SMTP_MAX_RECIPIENTS: '100' } })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<>', 250)
  for (let n = 0; n < 100; n++) await talk.say(`RCPT TO:<l${n}@x.test>`, 250)
  await talk.say('RCPT TO:<l100@x.test>', /^452 4\.5\.3 /)
  await talk.say('DATA', 354)
  await talk.raw(stuffed(MAIL))
  await talk.expect(250)
  expect(server.kept[0]?.recipients).toHaveLength(100)
})

test('recipients forgotten by RSET or by a new EHLO get nothing', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  for (const [n, forget] of ['RSET', 'EHLO client.test'].entries()) {
    await talk.say('EHLO client.test', 250)
    await talk.say('MAIL FROM:<>', 250)
    await talk.say('RCPT TO:<old@x.test>', 250)
    await talk.say(forget, 250)
    await talk.mail({ from: '', to: ['new@x.test'], bytes: MAIL })
    expect(server.kept[n]?.recipients).toEqual(['new@x.test'])
  }
})

test('a client that guesses addresses is sent away', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<>', 250)
  for (let n = 0; n < 100; n++) await talk.say(`RCPT TO:<nobody@x${n}.test>`, 550)
  await talk.say('RCPT TO:<nobody@last.test>', 421)
  await talk.ended()
})

test('a client that speaks nonsense is sent away, and VRFY says nothing', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('VRFY bureau', 252)
  await talk.say('EXPN bureau', 500)
  await talk.say('AUTH PLAIN AGEAYg==', 500)
  for (let n = 0; n < 7; n++) await talk.say('XYZZY', 500)
  await talk.say('XYZZY', 421)
  await talk.ended()
})

test('a command line without end is cut', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.raw('EHLO '.padEnd(100_000, 'x'))
  await talk.expect(421)
  await talk.ended()
})

test('a silent client is hung up on', async () => {
  await using server = await listening({ env: { RELAIS_SMTP_IDLE_SECONDS: '1' } })
  await using talk = await connect(server.port)
  await talk.expect(421)
  await talk.ended()
})

test('there is a limit to connections, and to those of one client', async () => {
  await using all = await listening({ env: { RELAIS_SMTP_MAX_CONNECTIONS: '2' } })
  await using one = await listening({ env: { RELAIS_SMTP_MAX_CONNECTIONS_PER_CLIENT: '2' } })
  for (const { port } of [all, one]) {
    await using first = await connect(port)
    await using _second = await connect(port)
    await using third = await dial(port)
    await third.expect(421)
    await third.ended()
    await first.say('QUIT', 221)
    await first.ended()
    // A place is free again as soon as the server has seen the end.
    await expect.poll(() => greeted(port)).toBe(220)
  }
})

test('a mail that has been through more than 100 servers is in a loop', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const through = (n: number): string =>
    `${'Received: from a by b; Sat, 21 Nov 2026 10:00:00 +0100\r\n'.repeat(n)}${MAIL}`
  const mail = { from: '', to: ['a@x.test'] }
  expect((await talk.mail({ ...mail, bytes: through(100) }))[0]?.code).toBe(250)
  expect((await talk.mail({ ...mail, bytes: through(101) }))[0]?.text).toMatch(/^554 5\.4\.6 /)
  expect(server.kept).toHaveLength(1)
})

test('a client that vanishes in the middle of a mail does no harm', async () => {
  await using server = await listening()
  for (const bytes of [MAIL, BIG.repeat(4)]) {
    const talk = await connect(server.port)
    await talk.say('EHLO client.test', 250)
    await talk.say('MAIL FROM:<>', 250)
    await talk.say('RCPT TO:<a@x.test>', 250)
    await talk.say('DATA', 354)
    await talk.raw(bytes)
    talk.socket.resetAndDestroy()
  }
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.mail({ from: '', to: ['a@x.test'], bytes: MAIL })
  expect(server.kept).toHaveLength(1)
})

test('when it stops, mail on its way in is finished and no other begins', async () => {
  const kept = Promise.withResolvers<void>()
  await using server = await listening({ receive: async () => kept.promise.then(() => [OK]) })
  await using busy = await connect(server.port)
  await using idle = await connect(server.port)
  await busy.say('EHLO busy.test', 250)
  await idle.say('EHLO idle.test', 250)
  const answered = busy.mail({ from: '', to: ['a@x.test'], bytes: MAIL })
  await expect.poll(() => server.kept.length).toBe(1)
  const closed = server.listener.close()
  // Nobody is hung up on while a mail is on its way in; only new mail is refused.
  await idle.say('NOOP', 250)
  await idle.say('MAIL FROM:<>', 421)
  kept.resolve()
  expect((await answered)[0]?.code).toBe(250)
  await closed
  await busy.ended()
})

async function greeted(port: number): Promise<number> {
  await using talk = await dial(port)
  return (await talk.reply()).code
}
