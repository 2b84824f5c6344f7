import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { atLeast, type Evidence } from '#mta/in/evidence.ts'
import { evidenceReader } from '#mta/in/evidence-reader.ts'
import type { Client } from '#mta/in/reception.ts'
import { MAX_IN_MEMORY, spool } from '#mta/in/spool.ts'
import { fakeResolver, type Zone } from '#test/support/dns.ts'
import { keyOf, sealed, signed } from './signing.ts'

const MAIL = [
  'From: Anne <anne@asso.test>',
  'To: bureau@relais.localhost',
  'Subject: Bonjour',
  'Date: Sat, 21 Nov 2026 10:00:00 +0100',
  'Message-ID: <1@asso.test>',
  '',
  'Bonjour à tous.',
  '',
].join('\r\n')
const CLIENT: Client = { ip: '192.0.2.7', helo: 'mail.asso.test', tls: true, protocol: 'smtp' }
const SPF = { 'asso.test': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }
const KEYS = keyOf('asso.test')

async function judge(
  bytes: string | Buffer,
  zone: Zone,
  how: {
    mailFrom?: string
    client?: Partial<Client>
    mode?: 'verify' | 'trust'
    trustedRelays?: string[]
    resolver?: (name: string, type: string) => Promise<unknown[]>
  } = {},
): Promise<Evidence> {
  const source = bytes.length > MAX_IN_MEMORY ? Readable.from([Buffer.from(bytes)]) : Buffer.from(bytes)
  const spooled = await spool(source, { dir: tmpdir(), maxBytes: 1e8 })
  if (spooled === 'too-big') throw new Error('too big')
  const reader = evidenceReader({
    mode: how.mode ?? 'verify',
    resolver: how.resolver ?? fakeResolver(zone),
    hostname: 'relais.localhost',
    trustedRelays: how.trustedRelays ?? [],
  })
  try {
    return await reader.read({
      spooled,
      mailFrom: how.mailFrom ?? 'anne@asso.test',
      client: { ...CLIENT, ...how.client },
    })
  } finally {
    await spooled.dispose()
  }
}

describe('DKIM', () => {
  const elsewhere = { mailFrom: 'x@sender.test' }

  test('a good signature of the author’s domain makes a mail aligned, without any policy', async () => {
    expect(await judge(await signed(MAIL, 'asso.test'), KEYS, elsewhere)).toMatchObject({
      level: 'aligned',
      from: 'anne@asso.test',
      identities: ['d=asso.test'],
      detail: { dkim: [{ domain: 'asso.test', selector: 's', result: 'pass' }], dmarc: { result: 'none' } },
    })
  })

  test('so does one of a domain above or beside it, of the same organization', async () => {
    const zone = { ...keyOf('news.asso.test') }
    expect((await judge(await signed(MAIL, 'news.asso.test'), zone, elsewhere)).level).toBe('aligned')
  })

  test('a signature of another organization is an identity, but proves nothing of the author', async () => {
    const evidence = await judge(await signed(MAIL, 'gmail.test'), keyOf('gmail.test'), elsewhere)
    expect(evidence).toMatchObject({ level: 'none', identities: ['d=gmail.test'] })
  })

  test('two customers of one public suffix are not one organization', async () => {
    const mail = MAIL.replace('anne@asso.test', 'anne@asso.github.io')
    const bytes = await signed(mail, 'evil.github.io')
    expect((await judge(bytes, keyOf('evil.github.io'), elsewhere)).level).toBe('none')
  })

  test('a body changed on the way proves nothing', async () => {
    const bytes = Buffer.from((await signed(MAIL, 'asso.test')).toString().replace('tous', 'toutes'))
    expect(await judge(bytes, KEYS, elsewhere)).toMatchObject({
      level: 'none',
      identities: [],
      detail: { dkim: [{ result: 'neutral', reason: 'body hash did not verify' }] },
    })
  })

  test('an expired signature proves nothing', async () => {
    const bytes = await signed(MAIL, 'asso.test', {
      signTime: new Date('2026-01-01'),
      expires: new Date('2026-01-08'),
    })
    expect(await judge(bytes, KEYS, elsewhere)).toMatchObject({
      level: 'none',
      detail: { dkim: [{ reason: 'expired' }] },
    })
  })

  test('a signature of only a part of the body (l=) proves nothing, whatever the policy', async () => {
    const bytes = await signed(MAIL, 'asso.test', { maxBodyLength: 5 })
    const zone = { ...KEYS, '_dmarc.asso.test': { TXT: ['v=DMARC1; p=reject'] } }
    expect(bytes.toString()).toMatch(/ l=5;/)
    const more = Buffer.concat([bytes, Buffer.from('Et ceci.\r\n')])
    for (const one of [bytes, more]) {
      expect(await judge(one, zone, elsewhere)).toMatchObject({ level: 'none', identities: [] })
    }
  })

  test('a key that the DNS cannot give now proves nothing', async () => {
    const zone: Zone = { 's._domainkey.asso.test': { fails: 'SERVFAIL' } }
    expect(await judge(await signed(MAIL, 'asso.test'), zone, elsewhere)).toMatchObject({
      level: 'none',
      detail: { dkim: [{ result: 'temperror' }] },
    })
  })

  test('8-bit mail in Latin-1 with no-break spaces verifies', async () => {
    const mail = Buffer.from(MAIL.replace('Bonjour à', 'Bonjour\u00a0! « à »'), 'latin1')
    expect((await judge(await signed(mail, 'asso.test'), KEYS, elsewhere)).level).toBe('aligned')
  })

  test('a large mail, read from the spool, verifies; its bare LF count as line ends', async () => {
    const mail = MAIL + 'Une ligne assez longue pour faire du poids.\r\n'.repeat(20_000)
    const bytes = await signed(mail, 'asso.test')
    expect((await judge(bytes, KEYS, elsewhere)).level).toBe('aligned')
    const bare = Buffer.from(bytes.toString().replaceAll('\r\n', '\n'))
    expect((await judge(bare, KEYS, elsewhere)).level).toBe('aligned')
  })

  test('a line without end is not verified', async () => {
    const bytes = await signed(MAIL + 'x'.repeat(600_000), 'asso.test')
    expect(await judge(bytes, KEYS, elsewhere)).toMatchObject({
      level: 'none',
      detail: { problem: 'a line is too long to be verified' },
    })
  })

  test('more than ten signatures are not looked at', async () => {
    let bytes: Buffer<ArrayBufferLike> = Buffer.from(MAIL)
    for (let n = 0; n < 10; n++) bytes = await signed(bytes, 'asso.test')
    expect((await judge(bytes, KEYS, elsewhere)).level).toBe('aligned')
    bytes = await signed(bytes, 'asso.test')
    expect(await judge(bytes, KEYS, elsewhere)).toMatchObject({
      level: 'none',
      detail: { problem: 'too many signatures' },
    })
  })

  test('text put between a signed header and its body, unsigned, spoils the signature', async () => {
    const bytes = (await signed(MAIL, 'asso.test')).toString()
    const forged = bytes.replace('\r\n\r\n', '\r\nVotez pour moi !\r\n\r\n')
    expect(await judge(forged, KEYS, elsewhere)).toMatchObject({
      level: 'none',
      detail: { problem: 'unclear end of the header' },
    })
  })

  test('a second author hidden by a bare CR spoils the signature', async () => {
    const mail = MAIL.replace('Subject: Bonjour', 'Subject: Bonjour\rFrom: paul@asso.test')
    expect((await judge(await signed(mail, 'asso.test'), KEYS, elsewhere)).from).toBeUndefined()
    const hidden = MAIL.replace('<anne@asso.test>', '<anne@asso.test>\rX: , paul@asso.test')
    expect(await judge(await signed(hidden, 'asso.test'), KEYS, elsewhere)).toMatchObject({
      level: 'none',
      from: 'anne@asso.test',
      detail: { problem: 'unclear From' },
    })
  })
})

describe('the author', () => {
  test.for([
    ['no From', MAIL.replace('From:', 'Sender:')],
    ['two From fields', `From: paul@asso.test\r\n${MAIL}`],
    ['two addresses in From', MAIL.replace('<anne@asso.test>', '<anne@asso.test>, paul@asso.test')],
    ['no address in From', MAIL.replace('<anne@asso.test>', '')],
  ] as const)('%s: nobody is recognised', async ([, mail]) => {
    const evidence = await judge(await signed(mail, 'asso.test').catch(() => mail), { ...KEYS, ...SPF })
    expect(evidence.level).toBe('none')
    expect(evidence.from).toBeUndefined()
  })

  test('is compared in lower case, with an ASCII domain', async () => {
    const mail = MAIL.replace('anne@asso.test', 'Anne@Associés.test')
    const zone = { 'xn--associs-gya.test': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }
    const evidence = await judge(mail, zone, { mailFrom: 'anne@xn--associs-gya.test' })
    expect(evidence).toMatchObject({ level: 'spf-aligned', from: 'anne@xn--associs-gya.test' })
  })
})

describe('SPF', () => {
  test('a return path that the client may use, in the author’s organization, is spf-aligned', async () => {
    const zone = { 'bounce.asso.test': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }
    expect(await judge(MAIL, zone, { mailFrom: 'Bounce@bounce.asso.test' })).toMatchObject({
      level: 'spf-aligned',
      identities: ['bounce@bounce.asso.test'],
      detail: { spf: { result: 'pass', domain: 'bounce.asso.test' } },
    })
  })

  test('in another organization it is an identity and no more', async () => {
    const zone = { 'gmail.test': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }
    const evidence = await judge(MAIL, zone, { mailFrom: 'anne.b@gmail.test' })
    expect(evidence).toMatchObject({ level: 'none', identities: ['anne.b@gmail.test'] })
  })

  test.for([
    ['another client', SPF, { client: { ip: '192.0.2.8' } }, 'fail'],
    ['no SPF record', {}, {}, 'none'],
    ['a DNS failure', { 'asso.test': { fails: 'SERVFAIL' } }, {}, 'temperror'],
    ['a DNS that is silent', { 'asso.test': { fails: 'TIMEOUT' } }, {}, 'temperror'],
  ] as const)('%s proves nothing', async ([, zone, how, result]) => {
    expect(await judge(MAIL, zone, how)).toMatchObject({
      level: 'none',
      identities: [],
      detail: { spf: { result } },
    })
  })

  test('the null return path names nobody, even where the client’s name has SPF', async () => {
    const zone = { 'asso.test': SPF['asso.test'], '_dmarc.asso.test': { TXT: ['v=DMARC1; p=none'] } }
    const evidence = await judge(MAIL, zone, { mailFrom: '', client: { helo: 'asso.test' } })
    expect(evidence).toMatchObject({ level: 'none', identities: [] })
  })

  test.for([
    ['a trusted relay', { trustedRelays: ['10.0.0.0/8', '192.0.2.7'] }],
    ['a trusted range', { trustedRelays: ['192.0.2.0/24'] }],
    ['LMTP', { client: { protocol: 'lmtp' } }],
  ] as const)('%s stands before the author’s server: only signatures count', async ([, how]) => {
    const wishes = { ...how, ...('trustedRelays' in how ? { trustedRelays: [...how.trustedRelays] } : {}) }
    expect((await judge(MAIL, SPF, wishes as Parameters<typeof judge>[2])).level).toBe('none')
    const bytes = await signed(MAIL, 'asso.test')
    expect((await judge(bytes, { ...SPF, ...KEYS }, wishes as Parameters<typeof judge>[2])).level).toBe(
      'aligned',
    )
  })
})

describe('DMARC', () => {
  const policy = (text: string): Zone => ({ '_dmarc.asso.test': { TXT: [`v=DMARC1; p=reject; ${text}`] } })

  test('makes SPF enough to be aligned', async () => {
    expect(await judge(MAIL, { ...SPF, ...policy('') })).toMatchObject({
      level: 'aligned',
      detail: { dmarc: { result: 'pass', policy: 'reject' } },
    })
  })

  test('that wants the very domain is not content with the organization', async () => {
    const zone = { ...keyOf('news.asso.test'), 'news.asso.test': SPF['asso.test'] }
    const bytes = await signed(MAIL, 'news.asso.test')
    const how = { mailFrom: 'x@news.asso.test' }
    expect((await judge(bytes, { ...zone, ...policy('') }, how)).level).toBe('aligned')
    expect(await judge(bytes, { ...zone, ...policy('adkim=s; aspf=s') }, how)).toMatchObject({
      level: 'none',
      detail: { dmarc: { result: 'fail' } },
    })
  })

  test('that the DNS cannot give now proves nothing, whatever else does', async () => {
    const zone: Zone = { ...SPF, ...KEYS, '_dmarc.asso.test': { fails: 'SERVFAIL' } }
    expect(await judge(await signed(MAIL, 'asso.test'), zone)).toMatchObject({
      level: 'none',
      detail: { dmarc: { result: 'temperror' } },
    })
  })
})

describe('trust', () => {
  const here = { mode: 'trust', client: { ip: '127.0.0.1' } } as const

  test('believes a program on this machine that writes for its envelope sender, and asks nobody', async () => {
    const resolver = vi.fn(fakeResolver({}))
    expect(await judge(MAIL, {}, { ...here, mailFrom: 'Anne@Asso.test', resolver })).toMatchObject({
      level: 'spf-aligned',
      from: 'anne@asso.test',
      identities: ['anne@asso.test'],
    })
    expect(resolver).not.toHaveBeenCalled()
  })

  test.for([
    ['another envelope sender', { ...here, mailFrom: 'paul@asso.test' }],
    ['no envelope sender', { ...here, mailFrom: '' }],
    ['another machine', { ...here, client: { ip: '192.0.2.8' } }],
    ['LMTP', { ...here, client: { ip: '127.0.0.1', protocol: 'lmtp' } }],
    ['verify', { ...here, mode: 'verify' }],
  ] as const)('ends at %s', async ([, how]) => {
    expect((await judge(MAIL, {}, how)).level).toBe('none')
  })
})

describe('bounds', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('a mail whose authentication takes 10 s proves nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bytes = await signed(MAIL, 'asso.test')
    const judged = judge(bytes, {}, { resolver: () => new Promise(() => {}) })
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await judged).toMatchObject({ level: 'none', detail: { problem: 'authentication took too long' } })
  })

  test('a mail asks the DNS at most 100 questions', async () => {
    const zone: Zone = { 'asso.test': { TXT: ['v=spf1 mx include:i1.asso.test -all'], MX: many('a') } }
    for (let n = 1; n < 9; n++)
      zone[`i${n}.asso.test`] = { TXT: [`v=spf1 mx include:i${n + 1}.asso.test -all`], MX: many(`b${n}`) }
    const resolver = vi.fn(fakeResolver(zone))
    let bytes: Buffer<ArrayBufferLike> = Buffer.from(MAIL)
    for (let n = 0; n < 10; n++) bytes = await signed(bytes, `d${n}.asso.test`)
    expect((await judge(bytes, zone, { resolver })).level).toBe('none')
    expect(resolver.mock.calls.length).toBeLessThanOrEqual(100)
  })

  test('what is kept of the results is small', async () => {
    let bytes: Buffer<ArrayBufferLike> = Buffer.from(MAIL)
    for (let n = 0; n < 10; n++) bytes = await signed(bytes, 'asso.test')
    const evidence = await judge(bytes, { ...SPF, ...KEYS })
    expect(JSON.stringify(evidence).length).toBeLessThan(2000)
  })

  function many(prefix: string): string[] {
    return Array.from({ length: 10 }, (_, n) => `10 ${prefix}${n}.asso.test`)
  }
})

test('an ARC chain is verified and noted, and proves nothing by itself', async () => {
  const bytes = await sealed(Buffer.from(MAIL), 'forwarder.test')
  expect(await judge(bytes, keyOf('forwarder.test'), { mailFrom: 'x@forwarder.test' })).toMatchObject({
    level: 'none',
    detail: { arc: { result: 'pass', instance: 1 } },
  })
})

test('levels are in order', () => {
  const order = ['none', 'spf-aligned', 'aligned', 'confirmed', 'session'] as const
  for (const [have, a] of order.entries())
    for (const [wanted, b] of order.entries()) expect(atLeast(a, b)).toBe(have >= wanted)
})

describe('what more the author’s domain has to offer', () => {
  const elsewhere = { mailFrom: 'x@sender.test' }
  const offers = async (...asked: Parameters<typeof judge>) => (await judge(...asked)).domainOffers

  test('nothing, where it publishes neither DMARC nor SPF and signs nothing', async () => {
    expect(await offers(MAIL, {}, elsewhere)).toBe('no more')
    expect(await offers(await signed(MAIL, 'gmail.test'), keyOf('gmail.test'), elsewhere)).toBe('no more')
  })

  test('nothing, where its SPF is all it publishes and the mail passes', async () => {
    expect(await offers(MAIL, SPF)).toBe('no more')
    expect(await offers(MAIL, SPF, elsewhere)).toBeUndefined()
    expect(await offers(MAIL, SPF, { client: { ip: '192.0.2.8' } })).toBeUndefined()
  })

  test('DMARC, which a mail that fails does not have', async () => {
    const zone = { '_dmarc.asso.test': { TXT: ['v=DMARC1; p=none'] } }
    expect(await judge(MAIL, zone, elsewhere)).toMatchObject({ level: 'none' })
    expect(await offers(MAIL, zone, elsewhere)).toBeUndefined()
  })

  test('a signature, which here is broken', async () => {
    const bytes = Buffer.from((await signed(MAIL, 'asso.test')).toString().replace('tous', 'toutes'))
    expect(await offers(bytes, KEYS, elsewhere)).toBeUndefined()
  })

  test('nobody knows, while its DNS does not answer', async () => {
    expect(await offers(MAIL, { 'asso.test': { fails: 'SERVFAIL' } }, elsewhere)).toBeUndefined()
    expect(await offers(MAIL, { '_dmarc.asso.test': { fails: 'TIMEOUT' } }, elsewhere)).toBeUndefined()
  })
})
