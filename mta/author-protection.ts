// What a receiver that follows DMARC will think of a copy that keeps its author's From (RFC 9989, RFC 7960 §4.1).
import type { Readable } from 'node:stream'
import type { DNSResolver } from 'mailauth'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js'
import type { Resolver } from './dns.ts'

/** 'protected': From may stay; 'at-risk': the author's domain asks for such a copy to be refused, or can't be asked. */
export type Protection = 'protected' | 'at-risk'

/** Domains known to act on unsigned mail in their name whatever they publish. */
const strictProviders: readonly string[] = ['yahoo.com', 'yahoo.fr', 'aol.com']

/**
 * Whether From may stay on a copy. `signed` says that a signature aligned with From was good on arrival, so that
 * it is worth verifying on `copy`, the bytes as they will leave.
 */
export async function protectionOf(
  author: { readonly domain: string; readonly signed: 'signed' | 'unsigned' },
  copy: () => Readable,
  resolver: Resolver,
): Promise<Protection> {
  try {
    const good = author.signed === 'signed' ? await goodSignatures(copy(), resolver) : []
    const { response } = await evaluateDmarc({
      headerFrom: author.domain,
      spfDomains: [],
      dkimDomains: good,
      resolver: resolver as DNSResolver,
    })
    if (good.some((s) => s.aligned)) return 'protected'
    if (!response) return 'protected'
    if (response.status.result === 'pass') return 'protected'
    if (response.status.result === 'temperror') return 'at-risk'
    if (strictProviders.includes(response.domain)) return 'at-risk'
    return response.policy === 'quarantine' || response.policy === 'reject' ? 'at-risk' : 'protected'
  } catch {
    return 'at-risk' // DNS doesn't answer: a copy from the list is safe whatever the policy is
  }
}

async function goodSignatures(copy: Readable, resolver: Resolver) {
  const { results } = await dkimVerify(copy, { resolver: resolver as DNSResolver })
  return results.flatMap((r) =>
    r.status.result === 'pass' && r.signingDomain
      ? [{ domain: r.signingDomain, aligned: r.status.aligned ?? false }]
      : [],
  )
}
