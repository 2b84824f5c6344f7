// One way to ask the DNS, for authentication and for MX: cached, bounded in time, few questions at once.
import { Resolver as DnsResolver } from 'node:dns/promises'
import { LRUCache } from 'lru-cache'
import type { Settings } from '#config/settings.ts'

/**
 * The records of a name, shaped as `dns.promises.resolve` gives them; rejects with `code`: ENOTFOUND, ENODATA,
 * ETIMEOUT and the others of node:dns.
 */
export type Resolver = (name: string, type: string) => Promise<unknown[]>

/** The one function of a resolver that is asked. */
export interface Source {
  resolve(name: string, type: string): Promise<unknown>
}

const ANSWER_MS = 2000 // for one question, resends included
const RESEND_MS = 800
const MAX_NAMES = 5000 // answers remembered
const FOUND_MS = 5 * 60_000 // node gives no TTL with TXT and MX; keys and policies live longer than this
const ABSENT_MS = 60_000 // RFC 2308 §5 allows up to 3 hours
const MAX_AT_ONCE = 100 // questions under way; the others wait their turn
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost)\.?$/i // RFC 2606 §2: nobody's, for ever
const TYPES = new Set(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TLSA', 'TXT'])

/** A resolver that asks the servers of the settings, else the system's. */
export function openResolver(settings: Settings): Resolver {
  const source = new DnsResolver({ timeout: RESEND_MS, tries: 2 })
  if (settings.dns.length > 0) source.setServers(settings.dns.map(place))
  const resolve = cached(source)
  if (settings.dns.length > 0) return resolve
  return async (name, type) => {
    if (RESERVED.test(name)) throw failure('ENOTFOUND', name, type)
    return await resolve(name, type)
  }
}

/** Remembers what `source` answers, asks each question once at a time and waits 2 s at most. */
export function cached(source: Source): Resolver {
  type Known = { readonly records: readonly unknown[] } | { readonly code: string }
  const known = new LRUCache<string, Known>({ max: MAX_NAMES })
  const asking = new Map<string, Promise<Known>>()
  const turns = new Turns(MAX_AT_ONCE)

  async function ask(name: string, type: string, question: string): Promise<Known> {
    const answer = await turns.take(() => answerOf(source, name, type))
    if ('records' in answer) known.set(question, answer, { ttl: FOUND_MS })
    else if (isAbsent(answer.code)) known.set(question, answer, { ttl: ABSENT_MS })
    return answer
  }

  return async (name, type) => {
    if (!TYPES.has(type)) throw failure('EBADQUERY', name, type)
    const question = `${type} ${name.toLowerCase()}`
    let answer = known.get(question)
    if (!answer) {
      const pending = asking.get(question) ?? ask(name, type, question).finally(() => asking.delete(question))
      asking.set(question, pending)
      answer = await pending
    }
    // Errors and lists are new each time: mailauth writes on the former and sorts the latter.
    if ('code' in answer) throw failure(answer.code, name, type)
    return [...answer.records]
  }
}

async function answerOf(
  source: Source,
  name: string,
  type: string,
): Promise<{ records: unknown[] } | { code: string }> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(failure('ETIMEOUT', name, type)), ANSWER_MS)
  try {
    const records = await Promise.race([source.resolve(name, type), late])
    return { records: Array.isArray(records) ? records : [records] }
  } catch (error) {
    return { code: error instanceof Error && 'code' in error ? String(error.code) : 'ESERVFAIL' }
  } finally {
    clearTimeout(timer)
  }
}

function isAbsent(code: string): boolean {
  return code === 'ENOTFOUND' || code === 'ENODATA'
}

function failure(code: string, name: string, type: string): Error {
  return Object.assign(new Error(`query ${code} ${type} ${name}`), { code, hostname: name })
}

function place({ host, port }: { host: string; port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Lets so many work at once; the others wait in line. */
class Turns {
  #free: number
  readonly #line: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#line.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#free++
    }
  }
}
