import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadSettings, SettingsError } from '#config/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'relais-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function yaml(text: string): string {
  const file = join(folder, 'relais.yaml')
  writeFileSync(file, text)
  return file
}

function problems(env: NodeJS.ProcessEnv, file?: string): readonly string[] {
  try {
    loadSettings(file === undefined ? { env } : { env, file })
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

test('without any setting there is a working configuration', () => {
  const settings = loadSettings({ env: {} })
  expect(settings).toMatchObject({
    data: resolve('var'),
    domain: 'relais.localhost',
    evidence: 'verify',
    relay: { kind: 'outbox' },
    dns: [],
    search: { engine: 'postgres', fallback: true },
    roles: ['mta', 'worker', 'web'],
    smtp: { port: 2525, maxBytes: 52_428_800 },
    web: { port: 8080, url: 'http://localhost:8080' },
    delivery: { giveUpDays: 5 },
  })
  expect(settings).not.toHaveProperty('secret')
})

test('relais.yaml is read, and the environment wins over it', () => {
  const file = yaml(
    'domain: listes.velo.example\nsmtp:\n  port: 25\n  maxBytes: 1000000\nroles: [mta, web]\ndns: 9.9.9.9\n',
  )
  const settings = loadSettings({ env: { RELAIS_SMTP_PORT: '2526', RELAIS_WEB_PORT: '' }, file })
  expect(settings.domain).toBe('listes.velo.example')
  expect(settings.smtp).toMatchObject({ port: 2526, maxBytes: 1_000_000 })
  expect(settings.roles).toEqual(['mta', 'web'])
  expect(settings.dns).toEqual([{ host: '9.9.9.9', port: 53 }])
  expect(settings.web.port).toBe(8080)
})

test('an empty relais.yaml changes nothing', () => {
  expect(loadSettings({ env: {}, file: yaml('# nothing yet\n') })).toEqual(loadSettings({ env: {} }))
})

test('the settings that scripts rely on are read from their variables', () => {
  const settings = loadSettings({
    env: {
      RELAIS_DATA: '/srv/relais',
      RELAIS_DOMAIN: 'Listes.Example.ORG',
      RELAIS_SMTP_PORT: '0',
      RELAIS_LMTP_PORT: '2424',
      RELAIS_WEB_URL: 'https://listes.example.org/',
      RELAIS_RELAY: 'smtp://[::1]:1025',
      RELAIS_SECRET: '1:abcdefghijklmnopqrst,0:0123456789abcdef',
      DATABASE_URL: 'postgres://relais@localhost/relais',
      RELAIS_SEARCH: 'meilisearch://localhost:7700',
      RELAIS_SEARCH_FALLBACK: 'false',
      RELAIS_BLOBS: 'file:',
      RELAIS_ROLES: 'mta, worker',
      RELAIS_TRUSTED_RELAYS: '192.0.2.1,10.0.0.0/8,2001:db8::/32',
      RELAIS_DNS: '127.0.0.1:5353,[::1]:53',
      RELAIS_EVIDENCE: 'trust',
    },
  })
  expect(settings).toMatchObject({
    data: '/srv/relais',
    domain: 'listes.example.org',
    smtp: { port: 0 },
    lmtp: { port: 2424 },
    web: { url: 'https://listes.example.org' },
    relay: { kind: 'smtp', host: '::1', port: 1025 },
    secret: '1:abcdefghijklmnopqrst,0:0123456789abcdef',
    database: { url: 'postgres://relais@localhost/relais' },
    search: { engine: 'meilisearch', url: 'http://localhost:7700', fallback: false },
    roles: ['mta', 'worker'],
    trustedRelays: ['192.0.2.1', '10.0.0.0/8', '2001:db8::/32'],
    dns: [
      { host: '127.0.0.1', port: 5353 },
      { host: '::1', port: 53 },
    ],
    evidence: 'trust',
  })
})

test('all problems are told at once: the name, what was given, what it takes', () => {
  expect(
    problems({ RELAIS_SMTP_PORT: 'vingt-cinq', RELAIS_EVIDENCE: 'maybe' }, yaml('web:\n  port: 70000\n')),
  ).toEqual([
    'RELAIS_EVIDENCE: "maybe" cannot be used; it takes `verify` or `trust`.',
    'RELAIS_SMTP_PORT: "vingt-cinq" cannot be used; it takes a port number, 0 to 65535 (0: any free one).',
    'web.port (RELAIS_WEB_PORT): 70000 cannot be used; it takes a port number, 0 to 65535 (0: any free one).',
  ])
})

test('a setting that does not exist is told with the nearest that does', () => {
  expect(
    problems({ RELAIS_SMTP_MAXBYTES: '1' }, yaml('domian: x.example\nsmtp:\n  prot: 25\nwebb:\n  port: 1\n')),
  ).toEqual([
    'smtp.prot is not a setting. Did you mean smtp.port?',
    'domian is not a setting. Did you mean domain?',
    'webb is not a setting. Did you mean web?',
    'RELAIS_SMTP_MAXBYTES is not a setting. Did you mean RELAIS_SMTP_MAX_BYTES?',
  ])
})

test('a section that is no section, and a file that is no list of settings, are told as such', () => {
  expect(problems({ RELAIS_SMTP_PORT: '25' }, yaml('smtp: 25\n'))).toEqual([
    'smtp is a section: it takes settings of its own, such as smtp.host.',
  ])
  expect(problems({}, yaml('- a\n- b\n'))[0]).toMatch(/must hold settings/)
  expect(problems({}, yaml('a: [1\n'))[0]).toMatch(/relais\.yaml cannot be read: /)
  expect(problems({}, join(folder, 'absent.yaml'))[0]).toMatch(/absent\.yaml cannot be read: /)
})

test('Meilisearch is named by its address, with its key if it has one', () => {
  const searched = (RELAIS_SEARCH: string) => loadSettings({ env: { RELAIS_SEARCH } }).search
  expect(searched('meilisearch://a%2Fkey-1@[::1]/')).toEqual({
    engine: 'meilisearch',
    url: 'http://[::1]:7700',
    key: 'a/key-1',
    fallback: true,
  })
  const aside = { RELAIS_SEARCH: 'meilisearch://search.example', RELAIS_SEARCH_KEY: 'key-2' }
  expect(loadSettings({ env: aside }).search).toMatchObject({
    url: 'http://search.example:7700',
    key: 'key-2',
  })
  expect(searched('meilisearchs://search.example/meili')).toMatchObject({
    url: 'https://search.example:443/meili',
  })
  expect(loadSettings({ env: {}, file: yaml('search:\n  fallback: false\n') }).search).toEqual({
    engine: 'postgres',
    fallback: false,
  })
})

test('a secret, or a password in an address, is never repeated', () => {
  const told = problems({
    RELAIS_SECRET: 'too-short',
    DATABASE_URL: 'mysql://u:hunter2@h/d',
    RELAIS_SEARCH: 'meilisearch://me:hunter2@h',
    RELAIS_SEARCH_KEY: 'hunter2 ',
  }).join('\n')
  expect(told).toMatch(/RELAIS_SECRET: what was given cannot be used; it takes at least 16 characters/)
  expect(told).toMatch(/DATABASE_URL: what was given/)
  expect(told).not.toMatch(/too-short|hunter2/)
})

test('a key for Meilisearch is given once, and for nothing else', () => {
  const says =
    'search.key (RELAIS_SEARCH_KEY) is for a search.engine (RELAIS_SEARCH) of Meilisearch whose address has no key in it.'
  expect(problems({ RELAIS_SEARCH_KEY: 'key-2' })).toEqual([says])
  expect(problems({ RELAIS_SEARCH_KEY: 'key-2', RELAIS_SEARCH: 'meilisearch://key-1@h' })).toEqual([says])
})

test('a certificate without its key is refused', () => {
  expect(problems({ RELAIS_SMTP_CERTIFICATE: '/etc/tls/cert.pem' })).toEqual([
    'smtp.certificate (RELAIS_SMTP_CERTIFICATE) and smtp.key (RELAIS_SMTP_KEY) go together: give both or neither.',
  ])
})

const refused: Readonly<Record<string, readonly string[]>> = {
  RELAIS_DOMAIN: ['velo_15.example', '-a.example', 'a..example', 'vélo.example', `${'a'.repeat(64)}.example`],
  RELAIS_RELAY: ['smtp.example.org', 'smtp://', 'smtp://host:99999', 'smtp://user@host', 'https://host'],
  RELAIS_DNS: ['resolver.example', '127.0.0.1:', '[127.0.0.1]:53'],
  RELAIS_TRUSTED_RELAYS: ['10.0.0.0/33', 'relay.example', '10.0.0.0/8/8', '::/129'],
  RELAIS_SECRET: ['short', '0:short', '32:0123456789abcdef', '0:0123456789abcdef,0:abcdef0123456789'],
  RELAIS_BLOBS: ['s3://bucket'],
  RELAIS_ROLES: ['smtp'],
  RELAIS_INSTANCE_TIME_ZONE: ['Europe/Lutece'],
  RELAIS_WEB_URL: ['listes.example.org', 'ftp://host'],
  RELAIS_SMTP_MAX_BYTES: ['-1', '1.5', '1e6', '50M', '1023'],
}
for (const [variable, values] of Object.entries(refused)) {
  test(`${variable} refuses what it cannot use`, () => {
    for (const value of values)
      expect(problems({ [variable]: value }), value).toEqual([expect.stringMatching(`^${variable}: `)])
  })
}
