// From proofs to how sure we are. Doubt, slowness and DNS failures all are `none`: then we ask by mail.
import { isIP } from 'node:net'
import { getAlignment } from 'mailauth/lib/tools.js'
import type { Resolver } from '#mta/dns.ts'
import { type Address, parseAddress } from '#mta/message/address.ts'
import { authorOf } from './author.ts'
import type { Evidence, EvidenceLevel, EvidenceReader, Unproven } from './evidence.ts'
import { gatherProofs, type Proofs, passing } from './proofs.ts'
import { relaysOf } from './relays.ts'

/** What a reader needs; `hostname` is our name, `trustedRelays` are IP addresses or ranges. */
export interface EvidenceReaderOptions {
  readonly mode: 'verify' | 'trust'
  readonly resolver: Resolver
  readonly hostname: string
  readonly trustedRelays: readonly string[]
}

const MAX_MS = 10_000 // for one mail; its sender waits
const MAX_QUESTIONS = 100 // to the DNS for one mail; SPF alone may take 10 with 10 addresses each
const MAX_REASON = 200 // characters

/** Reads evidence from what the author's servers publish and sign. */
export function evidenceReader(options: EvidenceReaderOptions): EvidenceReader {
  const isTrustedRelay = relaysOf(options.trustedRelays)
  return {
    async read(mail) {
      const author = authorOf(mail.spooled.header)
      if (!author) return { level: 'none', identities: [], detail: { problem: 'not one author in From' } }
      if (options.mode === 'trust' && isBelieved(mail, author)) {
        return {
          level: 'spf-aligned',
          from: author.text,
          identities: [author.text],
          domainOffers: 'no more',
          detail: { trusted: mail.client.ip },
        }
      }
      const stopping = new AbortController()
      const timer = setTimeout(() => stopping.abort(new Error('authentication took too long')), MAX_MS)
      const { signal } = stopping
      try {
        const proofs = await unlessAborted(
          gatherProofs(mail, author, {
            resolver: rationed(options.resolver, signal),
            hostname: options.hostname,
            signal,
            // LMTP comes from a relay by nature (RFC 2033 §1).
            sender: mail.client.protocol === 'lmtp' || isTrustedRelay(mail.client.ip) ? 'relayed' : 'direct',
          }),
          signal,
        )
        return judged(mail, author, proofs)
      } catch (error) {
        return {
          level: 'none',
          from: author.text,
          identities: [],
          detail: { problem: shortened(messageOf(error)) },
        }
      } finally {
        clearTimeout(timer)
        // Whatever still asks or reads has no one to tell.
        stopping.abort(new Error('authentication is over'))
      }
    },
  }
}

function judged(mail: Unproven, author: Address, proofs: Proofs): Evidence {
  const level = levelOf(author, proofs)
  const sender = proofs.spf?.result === 'pass' ? parseAddress(mail.mailFrom)?.text : undefined
  const signers = new Set(passing(proofs).map((domain) => `d=${domain}`))
  return {
    level,
    from: author.text,
    identities: [...(sender ? [sender] : []), ...signers],
    ...(offersNoMore(author, level, proofs) && { domainOffers: 'no more' as const }),
    detail: detailOf(proofs),
  }
}

// Where the author's domain has a DMARC policy, that decides; elsewhere the organizational domain must be the same.
function levelOf(author: Address, proofs: Proofs): EvidenceLevel {
  if (proofs.dmarc.result === 'pass') return 'aligned'
  if (proofs.dmarc.result !== 'none') return 'none'
  if (getAlignment(author.domain, passing(proofs))) return 'aligned'
  const { spf } = proofs
  return spf?.result === 'pass' && getAlignment(author.domain, [spf.domain]) ? 'spf-aligned' : 'none'
}

// A signature in the author's name that fails is an offer: somebody who has it broken may have changed the mail.
function offersNoMore(
  author: Address,
  level: EvidenceLevel,
  { dmarc, dkim, authorSpf, problem }: Proofs,
): boolean {
  if (dmarc.result !== 'none' || problem !== undefined) return false
  if (level === 'spf-aligned') return true
  return (
    level === 'none' &&
    authorSpf === 'none' &&
    !dkim.some(({ domain }) => getAlignment(author.domain, [domain]))
  )
}

function detailOf({ spf, dkim, dmarc, arc, problem }: Proofs): object {
  const trimmed = <T extends { readonly reason?: string }>(result: T): T =>
    result.reason === undefined ? result : { ...result, reason: shortened(result.reason) }
  return {
    ...(spf ? { spf: trimmed(spf) } : {}),
    dkim: dkim.map(trimmed),
    dmarc,
    ...(arc ? { arc } : {}),
    ...(problem ? { problem } : {}),
  }
}

// `trust` believes programs on this machine about whom they write for, and nothing else.
function isBelieved({ client, mailFrom }: Unproven, author: Address): boolean {
  return client.protocol === 'smtp' && isLoopback(client.ip) && parseAddress(mailFrom)?.text === author.text
}

function isLoopback(ip: string): boolean {
  return ip === '::1' || (isIP(ip) === 4 && ip.startsWith('127.'))
}

function rationed(resolver: Resolver, signal: AbortSignal): Resolver {
  let asked = 0
  return async (name, type) => {
    if (signal.aborted || ++asked > MAX_QUESTIONS) {
      throw Object.assign(new Error('too many questions to the DNS'), { code: 'ETIMEOUT' })
    }
    return await resolver(name, type)
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return await Promise.race([work, aborted])
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function shortened(text: string): string {
  return text.slice(0, MAX_REASON)
}
