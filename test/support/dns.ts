// A world of names for tests: a Resolver over a zone, and the same zone served over UDP for RELAIS_DNS.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** The records of one name, as people write them; `fails` makes every question about it fail that way. */
export interface ZoneName {
  readonly A?: readonly string[]
  readonly AAAA?: readonly string[]
  readonly CNAME?: readonly string[]
  readonly PTR?: readonly string[]
  readonly TXT?: readonly string[]
  /** `10 mail.a.test` */
  readonly MX?: readonly string[]
  readonly fails?: 'SERVFAIL' | 'TIMEOUT' | 'REFUSED'
}

/** Names in lower case without the final dot. It may change while it is served. */
export type Zone = Record<string, ZoneName>

type Type = 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'TXT' | 'MX'
const NUMBERS: Record<Type, number> = { A: 1, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28 }
const CODES = { SERVFAIL: 'ESERVFAIL', TIMEOUT: 'ETIMEOUT', REFUSED: 'EREFUSED' } as const

/** Answers from the zone as `dns.promises.resolve` would, with the same error codes; follows CNAME. */
export function fakeResolver(zone: Zone): (name: string, type: string) => Promise<unknown[]> {
  return async (name, type) => {
    const { known, records } = look(zone, name, type)
    if (known?.fails) throw failure(CODES[known.fails], type, name)
    if (!known) throw failure('ENOTFOUND', type, name)
    if (records.length === 0) throw failure('ENODATA', type, name)
    if (type === 'TXT') return records.map((text) => pieces(text))
    return type === 'MX' ? records.map(mx) : [...records]
  }
}

/** A DNS server on loopback; `queries` says what was asked, as `TXT a.test`. */
export interface DnsServer extends AsyncDisposable {
  readonly port: number
  /** As RELAIS_DNS takes it. */
  readonly place: string
  readonly queries: string[]
  close(): Promise<void>
}

/** Serves the zone over UDP. */
export async function startDns(zone: Zone): Promise<DnsServer> {
  const socket = createSocket('udp4')
  const queries: string[] = []
  let open = true
  socket.on('message', (query, from) => {
    const { name, type, end } = question(query)
    queries.push(`${type} ${name}`)
    const answer = reply(zone, query, { name, type, end })
    if (answer) socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  async function close(): Promise<void> {
    if (!open) return
    open = false
    const closed = once(socket, 'close')
    socket.close()
    await closed
  }
  return { port, place: `127.0.0.1:${port}`, queries, close, [Symbol.asyncDispose]: close }
}

function look(zone: Zone, asked: string, type: string): { known?: ZoneName; records: readonly string[] } {
  let name = asked.toLowerCase().replace(/\.$/, '')
  for (let hops = 0; hops < 8; hops++) {
    const known = zone[name]
    const records = known?.[type as Type]
    const alias = known?.CNAME?.[0]
    if (records || !alias || type === 'CNAME') return { ...(known ? { known } : {}), records: records ?? [] }
    name = alias.toLowerCase()
  }
  return { records: [] }
}

function failure(code: string, type: string, name: string): Error {
  return Object.assign(new Error(`query${type} ${code} ${name}`), { code, hostname: name })
}

function mx(written: string): { priority: number; exchange: string } {
  const [priority = '0', exchange = ''] = written.split(' ')
  return { priority: Number(priority), exchange }
}

// One text is at most 255 octets on the wire; a longer one is several (RFC 7208 §3.3).
function pieces(text: string): string[] {
  return text.match(/.{1,255}/gs) ?? ['']
}

function question(query: Buffer): { name: string; type: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]; length; length = query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const number = query.readUInt16BE(at + 1)
  const type = Object.entries(NUMBERS).find(([, known]) => known === number)?.[0] ?? String(number)
  return { name: labels.join('.'), type, end: at + 5 }
}

function reply(
  zone: Zone,
  query: Buffer,
  { name, type, end }: { name: string; type: string; end: number },
): Buffer | undefined {
  const { known, records } = look(zone, name, type)
  if (known?.fails === 'TIMEOUT') return undefined
  const code = known?.fails === 'SERVFAIL' ? 2 : known?.fails === 'REFUSED' ? 5 : known ? 0 : 3
  const answers = code === 0 ? records.map((record) => resource(type as Type, record)) : []
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8580 | code, 2) // an authoritative answer, recursion available
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answers.length, 6)
  return Buffer.concat([head, query.subarray(12, end), ...answers])
}

function resource(type: Type, record: string): Buffer {
  const data = encoded(type, record)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0) // the name in the question
  head.writeUInt16BE(NUMBERS[type], 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function encoded(type: Type, record: string): Buffer {
  switch (type) {
    case 'A':
      return Buffer.from(record.split('.').map(Number))
    case 'AAAA':
      return ipv6(record)
    case 'TXT':
      return Buffer.concat(pieces(record).map((text) => sized(Buffer.from(text))))
    case 'MX': {
      const { priority, exchange } = mx(record)
      return Buffer.concat([Buffer.from([priority >> 8, priority & 255]), wireName(exchange)])
    }
    case 'CNAME':
    case 'PTR':
      return wireName(record)
  }
}

function ipv6(address: string): Buffer {
  const [head = '', tail] = address.split('::').map((part) => part.split(':').filter(Boolean))
  const groups = tail
    ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
    : [...head]
  return Buffer.concat(groups.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')))
}

function wireName(name: string): Buffer {
  const labels = name.split('.').filter(Boolean)
  return Buffer.concat([...labels.map((label) => sized(Buffer.from(label))), Buffer.from([0])])
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}
