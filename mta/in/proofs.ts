// What the servers of a mail's author prove: SPF (RFC 7208), DKIM, DMARC (RFC 9989) and ARC, by mailauth.
import { dmarc } from 'mailauth/lib/dmarc/index.js'
import { spf } from 'mailauth/lib/spf/index.js'
import type { Resolver } from '#mta/dns.ts'
import type { Address } from '#mta/message/address.ts'
import type { Unproven } from './evidence.ts'
import { asMailauth, type Signatures, verifySignatures } from './signatures.ts'

/** One result with its reason. */
export interface Result {
  readonly result: string
  readonly domain: string
  readonly reason?: string
}

/** All that was found; `spf` is absent where the client is not the author's server. */
export interface Proofs extends Signatures {
  readonly spf?: Result
  readonly dmarc: Result & { readonly policy?: string }
  /** Whether From's own domain publishes SPF; looked at where there is no DMARC policy. */
  readonly authorSpf: 'published' | 'none' | 'unknown'
}

/** How to look, and when to stop. */
export interface Looking {
  readonly resolver: Resolver
  readonly hostname: string
  readonly signal: AbortSignal
  /** Whether the client's own IP speaks for the sender; not when a relay of ours stands between. */
  readonly sender: 'direct' | 'relayed'
}

const SPF_MS = 8000

/** Asks everything about a mail whose author is known. */
export async function gatherProofs(mail: Unproven, author: Address, looking: Looking): Promise<Proofs> {
  const [sender, signatures] = await Promise.all([
    senderOf(mail, looking),
    verifySignatures(mail.spooled, author, looking),
  ])
  const policy = await dmarc({
    headerFrom: [author.text],
    fromFields: 1,
    spfDomains: sender?.result === 'pass' ? [sender.domain] : [],
    dkimDomains: passing(signatures).map((domain) => ({ domain })),
    resolver: asMailauth(looking.resolver),
  })
  const found = policyOf(policy, author)
  const authorSpf = found.result === 'none' ? await spfOf(author.domain, looking.resolver) : 'unknown'
  return { ...signatures, ...(sender ? { spf: sender } : {}), dmarc: found, authorSpf }
}

/** RFC 7208 §4.5: a record begins with `v=spf1`. Doubt is `unknown`. */
async function spfOf(domain: string, resolver: Resolver): Promise<Proofs['authorSpf']> {
  try {
    const records = (await resolver(domain, 'TXT')) as string[][]
    return records.some((pieces) => /^v=spf1(?: |$)/i.test(pieces.join(''))) ? 'published' : 'none'
  } catch (error) {
    const code = (error as { code?: string }).code
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'none' : 'unknown'
  }
}

/** The domains that signed well. */
export function passing({ dkim }: Signatures): string[] {
  return dkim.filter(({ result }) => result === 'pass').map(({ domain }) => domain)
}

async function senderOf({ mailFrom, client }: Unproven, looking: Looking): Promise<Result | undefined> {
  // A null return path names nobody: bounces are not posts.
  if (mailFrom === '' || looking.sender === 'relayed') return undefined
  const { resolver, hostname: mta } = looking
  const { status, domain } = await spf({
    sender: mailFrom,
    ip: client.ip,
    helo: client.helo,
    mta,
    resolver: asMailauth(resolver),
    maxElapsedTime: SPF_MS,
  })
  return { result: status.result, domain, ...(status.comment ? { reason: status.comment } : {}) }
}

function policyOf(found: Awaited<ReturnType<typeof dmarc>>, author: Address): Proofs['dmarc'] {
  if (!found) return { result: 'none', domain: author.domain }
  const { status, domain, policy } = found
  return { result: status.result, domain, ...(policy ? { policy } : {}) }
}
