import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { openResolver } from '#mta/dns.ts'
import { evidenceReader } from '#mta/in/evidence-reader.ts'
import { startDns } from '#test/support/dns.ts'
import { connect } from '#test/support/smtp.ts'
import { listening } from './listening.ts'
import { keyOf, signed } from './signing.ts'

const MAIL = 'From: anne@asso.test\r\nSubject: Bonjour\r\n\r\nBonjour.\r\n'

afterEach(() => {
  vi.useRealTimers()
})

test('STARTTLS protects the rest of the session, and what was said before is forgotten', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO clear.test', /STARTTLS/)
  await talk.say('MAIL FROM:<evil@x.test>', 250)
  await talk.startTls()
  await talk.say('MAIL FROM:<a@x.test>', 503)
  const { text } = await talk.say('EHLO secret.test', 250)
  expect(text).not.toContain('STARTTLS')
  await talk.mail({ from: 'a@x.test', to: ['l@x.test'], bytes: MAIL })
  expect(server.kept[0]?.incoming.client).toEqual({
    ip: '127.0.0.1',
    helo: 'secret.test',
    tls: true,
    protocol: 'smtp',
  })
})

test('commands hidden behind STARTTLS in the same packet are not obeyed', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO clear.test', 250)
  await talk.raw('STARTTLS\r\nEHLO evil.test\r\nMAIL FROM:<evil@x.test>\r\n')
  await talk.expect(220)
  await talk.secure()
  await talk.say('NOOP', 250)
  await talk.say('RCPT TO:<l@x.test>', 503)
  expect(server.asked).toEqual([])
})

test('addresses in any script and domains in either writing are understood', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<a@xn--associs-gya.test> SMTPUTF8 BODY=8BITMIME', 250)
  await talk.raw(Buffer.from('RCPT TO:<Réunion@Associés.test>\r\n'))
  await talk.expect(250)
  await talk.say('RCPT TO:<réunion@xn--associs-gya.test>'.replace('é', 'Ã©'), 250)
  await talk.say('RCPT TO:<postmaster>', 250)
  await talk.say('DATA', 354)
  await talk.raw(`${MAIL}.\r\n`)
  await talk.expect(250)
  expect(server.kept[0]).toMatchObject({
    mailFrom: 'a@xn--associs-gya.test',
    recipients: ['réunion@xn--associs-gya.test', 'postmaster@relais.localhost'],
  })
})

test.for([
  'RCPT TO:<no at sign>',
  'RCPT TO:<>',
  'RCPT TO:<a@b@c.test>',
  'RCPT TO:<(x)@c.test>',
  'RCPT TO:a@c.test',
])('%s names nobody', async (line) => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<>', 250)
  await talk.say(line, /^5[05][13] 5\./)
  expect(server.asked).toEqual([])
})

test('a recipient that cannot be judged now is asked to be tried later', async () => {
  await using server = await listening({ recipient: () => Promise.reject(new Error('no database')) })
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<>', 250)
  await talk.say('RCPT TO:<l@x.test>', '451 4.3.0')
})

test('8-bit bytes and NUL arrive as they were sent', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const bytes = Buffer.concat([
    Buffer.from(MAIL),
    Buffer.from(Array.from({ length: 256 }, (_, n) => n)),
    Buffer.from('\r\n'),
  ])
  await talk.mail({ from: '', to: ['l@x.test'], bytes })
  expect(server.kept[0]?.bytes.equals(bytes)).toBe(true)
})

test('a mail that trickles in for an hour is given up', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.send('MAIL FROM:<>', 'RCPT TO:<l@x.test>')
  for (const code of [250, 250]) await talk.expect(code)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await talk.send('DATA', 'Subject: x')
  await talk.expect(354)
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000)
  await talk.expect(421)
})

test('a port that is taken is said at once', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  await expect(listening({ env: { RELAIS_SMTP_PORT: String(port) } })).rejects.toThrow('EADDRINUSE')
  other.close()
})

test('the evidence of a mail is read from the real DNS while its sender waits', async () => {
  const zone = {
    ...keyOf('asso.test'),
    'asso.test': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] },
    '_dmarc.asso.test': { TXT: ['v=DMARC1; p=reject'] },
  }
  await using dns = await startDns(zone)
  const settings = loadSettings({ env: { RELAIS_DNS: dns.place } })
  const resolver = openResolver(settings)
  await using server = await listening({
    evidence: evidenceReader({ mode: 'verify', resolver, hostname: 'relais.localhost', trustedRelays: [] }),
  })
  await using talk = await connect(server.port)
  await talk.say('EHLO mail.asso.test', 250)
  await talk.mail({ from: 'anne@asso.test', to: ['l@x.test'], bytes: await signed(MAIL, 'asso.test') })
  expect(server.kept[0]?.incoming.evidence).toEqual({
    level: 'aligned',
    from: 'anne@asso.test',
    identities: ['anne@asso.test', 'd=asso.test'],
    detail: {
      spf: expect.objectContaining({ result: 'pass', domain: 'asso.test' }),
      dkim: [{ domain: 'asso.test', selector: 's', result: 'pass' }],
      dmarc: { result: 'pass', domain: 'asso.test', policy: 'reject' },
    },
  })
})
