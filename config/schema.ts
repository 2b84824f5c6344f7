// Every setting of Relais, once: its name, what it takes, its default and what it is for.
// The loader, the error messages and docs/settings.md all come from here.
import { isIP } from 'node:net'
import { z } from 'zod'
import { hostAndPort, kind, listOf, oneOf, port, text, trueOrFalse, webAddress, whole } from './kinds.ts'

type Relay = { kind: 'outbox' } | { kind: 'mx' } | { kind: 'smtp'; host: string; port: number }
/** `url` is that of its HTTP server, without the key. */
type Search = { engine: 'postgres' } | { engine: 'meilisearch'; url: string; key?: string }
type Blobs = { kind: 'file' } | { kind: 's3'; url: string }

/** The whole configuration. */
export const schema = z.strictObject({
  data: text('a folder')
    .prefault('./var')
    .describe('The folder where everything is kept: the database, large files, the secret key.'),
  domain: kind('a domain name, such as listes.example.org', readDomain)
    .prefault('relais.localhost')
    .describe('The domain whose mail Relais receives and under which lists are made.'),
  secret: kind('at least 16 characters, or several `number:secret` separated by commas', readSecret)
    .exactOptional()
    .describe(
      'The master key. Without it one is made at the first start and kept in `secret.key` in the data folder. ' +
        'To change it give the new and the old as `1:new,0:old`: the highest number signs, all are recognised.',
    ),
  evidence: oneOf('verify', 'trust')
    .prefault('verify')
    .describe(
      'With `trust`, programs on this very machine are believed about who sends. For trying out only: never on a public server.',
    ),
  relay: kind('`outbox:`, `mx:` or `smtp://host:port`', readRelay)
    .prefault('outbox:')
    .describe(
      'Where outgoing mail goes: kept and shown in the outbox (`outbox:`), straight to each recipient’s server (`mx:`), or to a relay.',
    ),
  dns: listOf('IP addresses, with a port where it is not 53, separated by commas', (one) =>
    isIP(one.replace(/^\[|\](:\d+)?$|:\d+$/g, '')) ? hostAndPort(one, 53) : undefined,
  )
    .prefault([])
    .describe('The DNS resolvers asked about senders and recipients; the system’s own when empty.'),
  trustedRelays: listOf('IP addresses or ranges such as 10.0.0.0/8, separated by commas', readRange)
    .prefault([])
    .describe('Servers in front of Relais whose word on the sender’s address is taken.'),
  blobs: kind('`file:` (`s3://` comes in a later version)', readBlobs)
    .prefault('file:')
    .describe('Where large contents are kept: in files under the data folder.'),
  roles: listOf('`mta`, `worker` and `web`, separated by commas', (one) =>
    (['mta', 'worker', 'web'] as const).find((role) => role === one),
  )
    .prefault(['mta', 'worker', 'web'])
    .describe('What this process does: receive and send mail, do the work behind it, show the web pages.'),
  instance: z
    .strictObject({
      name: text().prefault('Relais').describe('What the platform is called on its pages and in its mails.'),
      timeZone: kind('a time zone such as Europe/Paris', readTimeZone)
        .prefault('Europe/Paris')
        .describe('The time zone of dates, months and digests.'),
      language: oneOf('fr', 'en')
        .prefault('fr')
        .describe('The language used with people who asked for none.'),
    })
    .prefault({}),
  database: z
    .strictObject({
      url: kind('an address that begins with postgres:// or postgresql://', readDatabaseUrl)
        .exactOptional()
        .describe('A PostgreSQL of yours, 15 or later; without it Relais runs its own in the data folder.'),
    })
    .prefault({}),
  search: z
    .strictObject({
      engine: kind('`postgres`, or `meilisearch://key@host:port` (`meilisearchs://` with TLS)', readSearch)
        .prefault('postgres')
        .describe('The engine that searches the archive. The key is a secret and never shown.'),
      key: kind('the API key of Meilisearch, in printable ASCII', readKey)
        .exactOptional()
        .describe('The key of Meilisearch, for who would rather not write it into its address. Never shown.'),
      fallback: trueOrFalse()
        .prefault(true)
        .describe(
          'Whether PostgreSQL answers while Meilisearch is away or its index is being made; otherwise search says that it is away.',
        ),
    })
    .prefault({}),
  smtp: z
    .strictObject({
      host: text('an IP address or host name')
        .prefault('0.0.0.0')
        .describe('The address on which mail is received.'),
      port: port().prefault(2525).describe('The port on which mail is received; 25 on a public server.'),
      maxBytes: whole(1024, 2 ** 31, 'bytes')
        .prefault(52_428_800)
        .describe('The largest mail accepted.'),
      maxConnections: whole(1, 10_000, 'connections').prefault(200).describe('Connections served at once.'),
      maxConnectionsPerClient: whole(1, 10_000, 'connections')
        .prefault(50)
        .describe('Connections served at once for one IP address.'),
      maxRecipients: whole(100, 100_000, 'recipients')
        .prefault(1000)
        .describe('Recipients accepted in one transaction (RFC 5321 §4.5.3.1.8 wants at least 100).'),
      idleSeconds: whole(1, 3600, 'seconds')
        .prefault(300)
        .describe('How long a silent client is waited for (RFC 5321 §4.5.3.2.7 wants 5 minutes).'),
      certificate: text('a file')
        .exactOptional()
        .describe('The TLS certificate, PEM with its chain; without it a self-signed one is made.'),
      key: text('a file').exactOptional().describe('The private key of the certificate, PEM.'),
    })
    .prefault({}),
  lmtp: z
    .strictObject({
      host: text('an IP address or host name')
        .prefault('127.0.0.1')
        .describe('The address on which LMTP is served.'),
      port: port()
        .exactOptional()
        .describe('The port on which LMTP is served, behind another mail server; off without it.'),
    })
    .prefault({}),
  web: z
    .strictObject({
      host: text('an IP address or host name')
        .prefault('0.0.0.0')
        .describe('The address on which pages are served.'),
      port: port().prefault(8080).describe('The port on which pages are served.'),
      url: webAddress()
        .exactOptional()
        .describe(
          'How people reach the pages: it stands in every link. http://localhost and the port without it.',
        ),
    })
    .prefault({}),
  delivery: z
    .strictObject({
      connections: whole(1, 500, 'connections')
        .prefault(20)
        .describe('Connections to the relay, or to all servers together.'),
      recipientsPerTransaction: whole(1, 1000, 'recipients')
        .prefault(50)
        .describe('Recipients of one transaction, on lists whose copies are sent batched.'),
      giveUpDays: whole(1, 30, 'days')
        .prefault(5)
        .describe('How long a delivery is tried again (RFC 5321 §4.5.4.1 wants 4 to 5 days).'),
      domainConnections: whole(1, 100, 'connections')
        .prefault(4)
        .describe('Connections to one domain’s servers.'),
    })
    .prefault({}),
  moderation: z
    .strictObject({
      mailWaitSeconds: whole(0, 86_400, 'seconds')
        .prefault(600)
        .describe('How long a decision made by mail can be taken back before anything happens.'),
      mailsPerHour: whole(1, 10_000, 'mails')
        .prefault(10)
        .describe('Mails about held messages to one moderator in an hour; the others wait for the round-up.'),
      roundUpHour: whole(0, 23, 'hours')
        .prefault(8)
        .describe('When moderators get the round-up of what waits, in the time zone of their lists.'),
    })
    .prefault({}),
  retention: z
    .strictObject({
      refusedDays: whole(1, 3650, 'days')
        .prefault(30)
        .describe('How long refused and discarded mail is kept.'),
      authenticationMonths: whole(1, 120, 'months')
        .prefault(12)
        .describe('How long the detail of senders’ authentication is kept.'),
      auditYears: whole(1, 30, 'years').prefault(3).describe('How long the log of who did what is kept.'),
      deliveryDays: whole(1, 3650, 'days')
        .prefault(90)
        .describe('How long each delivery, and what came back of it, is kept in detail; daily totals stay.'),
      outboxDays: whole(1, 3650, 'days')
        .prefault(90)
        .describe('How long mail kept in the outbox stays there.'),
    })
    .prefault({}),
})

function readDomain(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 253) return undefined
  const domain = given.trim().toLowerCase()
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(domain)
    ? domain
    : undefined
}

/** Written `id:secret` several keys may stand side by side; ids are what a token's key id can hold, 0 to 31. */
function readSecret(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined
  const keys = given.split(',').map((key) => key.trim())
  const plain = keys.length === 1 && !/^\d+:/.test(keys[0] ?? '')
  const ids = new Set(keys.map((key) => key.split(':', 1)[0]))
  const sound = plain
    ? given.trim().length >= 16
    : keys.every((key) => /^([0-9]|[12][0-9]|3[01]):.{16,}$/.test(key)) && ids.size === keys.length
  return sound ? given.trim() : undefined
}

function readRelay(given: unknown): Relay | undefined {
  if (given === 'outbox:' || given === 'outbox') return { kind: 'outbox' }
  if (given === 'mx:' || given === 'mx') return { kind: 'mx' }
  if (typeof given !== 'string' || !given.startsWith('smtp://')) return undefined
  const place = hostAndPort(given.slice('smtp://'.length).replace(/\/$/, ''), 25)
  return place && { kind: 'smtp', ...place }
}

function readSearch(given: unknown): Search | undefined {
  if (given === 'postgres') return { engine: 'postgres' }
  if (typeof given !== 'string' || !/^meilisearchs?:\/\/[^\s/]/.test(given) || !URL.canParse(given))
    return undefined
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(given)
  if (password !== '' || search !== '' || hash !== '' || hostname === '') return undefined
  const key = decoded(username)
  if (key === undefined) return undefined
  const server =
    protocol === 'meilisearchs:' ? `https://${hostname}:${port || 443}` : `http://${hostname}:${port || 7700}`
  const url = server + pathname.replace(/\/+$/, '')
  return { engine: 'meilisearch', url, ...(key !== '' && { key }) }
}

/** The key that is percent-encoded in an address, '' without one; undefined when it cannot be one. */
function decoded(text: string): string | undefined {
  try {
    const key = decodeURIComponent(text)
    return key === '' ? '' : readKey(key)
  } catch {
    return undefined
  }
}

function readKey(given: unknown): string | undefined {
  return typeof given === 'string' && /^[\x21-\x7e]+$/.test(given) ? given : undefined // it goes into an HTTP header
}

function readBlobs(given: unknown): Blobs | undefined {
  return given === 'file:' || given === 'file' ? { kind: 'file' } : undefined
}

function readRange(one: string): string | undefined {
  const [ip = '', bits, ...more] = one.split('/')
  const version = isIP(ip)
  const most = version === 6 ? 128 : 32
  const sound =
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  return sound ? one : undefined
}

function readTimeZone(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined
  if (Intl.supportedValuesOf('timeZone').includes(given)) return given // a formatter takes 50 ms to make
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone
  } catch {
    return undefined // Intl knows no other way to say that it is not one
  }
}

function readDatabaseUrl(given: unknown): string | undefined {
  return typeof given === 'string' && /^postgres(ql)?:\/\//.test(given) ? given : undefined
}
