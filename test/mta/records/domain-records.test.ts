import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { domainRecords } from '#mta/records/domain-records.ts'
import type { Domain, RecordReport } from '#mta/records/record.ts'
import { reverse } from '#mta/records/reverse-names.ts'
import { keyRecord, zoneStrings } from '#mta/records/signing-keys.ts'
import { fakeResolver, type Zone } from '../../support/dns.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = {
  id: 1,
  domain: 'velo15.example',
  selector: 'relais20261122',
  publicKey: publicKey.export({ type: 'spki', format: 'der' }),
  state: 'waiting',
  createdAt: new Date(),
} as const
const keyName = 'relais20261122._domainkey.velo15.example'

const velo: Domain = {
  name: 'velo15.example',
  platform: 'relais.example',
  sender: { kind: 'direct' },
  keys: [key],
  below: 'nothing',
}
const platform: Domain = { ...velo, name: 'relais.example', keys: [] }

async function look(domain: Domain, zone: Zone): Promise<Record<string, RecordReport['state']>> {
  const records = await domainRecords(domain, fakeResolver(zone))
  return Object.fromEntries(records.map((one) => [one.kind === 'ptr' ? one.name : one.kind, one.state]))
}

test('of a domain that publishes nothing everything is missing', async () => {
  expect(await look(velo, {})).toEqual({ mx: 'missing', dkim: 'missing', dmarc: 'missing' })
  expect(await look(platform, {})).toEqual({ mx: 'missing', spf: 'missing', dmarc: 'missing' })
})

test('what is published as it should be is found', async () => {
  const zone: Zone = {
    'velo15.example': { MX: ['10 relais.example'] },
    [keyName]: { TXT: [keyRecord(key)] },
    '_dmarc.velo15.example': { TXT: ['v=DMARC1; p=none'] },
  }
  expect(await look(velo, zone)).toEqual({ mx: 'found', dkim: 'found', dmarc: 'found' })
})

test('mail may come through the server that takes the platform’s', async () => {
  const zone: Zone = {
    'velo15.example': { MX: ['5 MX.example.'] },
    'relais.example': { MX: ['10 mx.example'] },
  }
  expect((await look(velo, zone)).mx).toBe('found')
  expect((await look(velo, { 'velo15.example': { MX: ['5 autre.example'] } })).mx).toBe('different')
})

test('the key of another, a revoked one and a spoilt one are different', async () => {
  const state = async (text: string) => (await look(velo, { [keyName]: { TXT: [text] } })).dkim
  expect(await state('v=DKIM1; k=rsa; p=')).toBe('different')
  expect(await state('v=DKIM1; k=rsa; p=MIIB')).toBe('different')
  expect(await state(keyRecord(key).slice(0, -4))).toBe('different')
  expect(await state(keyRecord(key).replace('p=M', ' p = M ').replaceAll('; ', ';'))).toBe('found')
})

test('a DNS that does not answer is no reason to say that something is missing', async () => {
  const failing = { fails: 'SERVFAIL' } as const
  const zone: Zone = { 'velo15.example': failing, [keyName]: failing, '_dmarc.velo15.example': failing }
  expect(await look(velo, zone)).toEqual({ mx: 'unknown', dkim: 'unknown', dmarc: 'unknown' })
})

test('SPF must let each address of the server send', async () => {
  const spf = async (text: string, more: Zone[string] = {}) =>
    (await look(platform, { 'relais.example': { A: ['192.0.2.25'], TXT: ['autre', text], ...more } })).spf
  expect(await spf('v=spf1 a mx ~all')).toBe('found')
  expect(await spf('v=spf1 ip4:192.0.2.0/24 -all')).toBe('found')
  expect(await spf('v=spf1 ip4:198.51.100.1 -all')).toBe('different')
  expect(await spf('v=spf1 ip4:192.0.2.25 -all', { AAAA: ['2001:db8::25'] })).toBe('different')
  expect(await spf('v=spf10 a')).toBe('missing')
})

test('where a relay sends, SPF is its keeper’s matter: that there is one is seen', async () => {
  const relayed: Domain = { ...platform, sender: { kind: 'relay', host: 'smtp.fournisseur.example' } }
  const zone: Zone = {
    'relais.example': { A: ['192.0.2.25'], TXT: ['v=spf1 include:fournisseur.example -all'] },
  }
  expect(await look(relayed, zone)).toMatchObject({ spf: 'found' })
  const [spf] = (await domainRecords(relayed, fakeResolver({}))).filter((one) => one.kind === 'spf')
  expect(spf).toMatchObject({ state: 'missing', value: '"v=spf1 a:smtp.fournisseur.example ~all"' })
})

test('lists below the platform’s domain need a wildcard MX', async () => {
  const below: Domain = { ...platform, below: 'lists' }
  expect((await look(below, {}))['wildcard-mx']).toBe('missing')
  const zone: Zone = { 'relais-doctor.relais.example': { MX: ['10 relais.example'] } }
  expect((await look(below, zone))['wildcard-mx']).toBe('found')
})

test('the address that sends should have our name, whatever kind it is', async () => {
  const six = '5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'
  const zone: Zone = {
    'relais.example': { A: ['192.0.2.25'], AAAA: ['2001:db8::25'] },
    '25.2.0.192.in-addr.arpa': { PTR: ['relais.example'] },
  }
  expect(reverse('2001:db8::25')).toBe(six)
  expect(await look(platform, zone)).toMatchObject({ '25.2.0.192.in-addr.arpa': 'found', [six]: 'missing' })
})

test('DMARC of a domain above counts', async () => {
  const zone: Zone = { '_dmarc.relais.example': { TXT: ['v=DMARC1; p=reject'] } }
  expect((await look({ ...velo, name: 'velo15.relais.example', keys: [] }, zone)).dmarc).toBe('found')
})

test('a record longer than 255 octets is printed as several strings', () => {
  const strings = zoneStrings(keyRecord(key)).match(/"[^"]*"/g)!
  expect(strings.length).toBe(2)
  for (const one of strings) expect(one.length - 2).toBeLessThanOrEqual(255)
  expect(strings.map((one) => one.slice(1, -1)).join('')).toBe(keyRecord(key))
})
