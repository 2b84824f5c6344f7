// DKIM and ARC of a received mail (RFC 6376, RFC 8617), verified by mailauth on the very bytes that came.
import type { ARCData, DKIMResult } from 'mailauth'
import { arc } from 'mailauth/lib/arc/index.js'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import type { Resolver } from '#mta/dns.ts'
import { type Address, parseAddress } from '#mta/message/address.ts'
import { asVerified, headerEnd } from './canonical.ts'
import type { Spooled } from './spool.ts'

/** One DKIM signature: good only if all of the body and the From we read are covered. */
export interface Signature {
  readonly domain: string
  readonly selector: string
  readonly result: string
  readonly reason?: string
}

/** What the signatures of a mail say. */
export interface Signatures {
  readonly dkim: readonly Signature[]
  readonly arc?: { readonly result: string; readonly instance: number }
  /** Why they were not looked at. */
  readonly problem?: string
}

const MAX_SIGNATURES = 10 // of each kind: each costs a DNS lookup and an RSA verification
const MIN_KEY_BITS = 1024 // RFC 8301 §3.2

/** Verifies DKIM signatures and the ARC chain; a mail without any is not read. `signal` stops the reading. */
export async function verifySignatures(
  spooled: Spooled,
  author: Address,
  options: { readonly resolver: Resolver; readonly signal: AbortSignal },
): Promise<Signatures> {
  const { header } = spooled
  const signed = header.all('DKIM-Signature').length
  const sealed = header.all('ARC-Seal').length
  if (signed === 0 && sealed === 0) return { dkim: [] }
  if (Math.max(signed, sealed) > MAX_SIGNATURES) return { dkim: [], problem: 'too many signatures' }
  if ((await headerEnd(spooled)) !== spooled.bodyOffset)
    return { dkim: [], problem: 'unclear end of the header' }

  const settings = { resolver: asMailauth(options.resolver), minBitLength: MIN_KEY_BITS, rejectRsaSha1: true }
  const verified = await dkimVerify(asVerified(spooled, options.signal), settings)
  // Two readers that see different authors in the same bytes: nothing that one proves holds for the other.
  if (verified.fromFields !== 1 || !sameAuthor(verified.headerFrom, author)) {
    return { dkim: [], problem: 'unclear From' }
  }
  const dkim = verified.results.filter(({ signingDomain }) => signingDomain !== undefined).map(asSignature)
  if (sealed === 0 || !verified.arc) return { dkim }
  const chain = await arc(verified.arc as ARCData, settings)
  return { dkim, arc: { result: chain.status.result, instance: chain.i || 0 } }
}

function asSignature(result: DKIMResult): Signature {
  const { status, canonBodyLengthLimited, signingDomain = '', selector = '' } = result
  // With l= anybody may add to the body (RFC 6376 §8.2).
  const partial = status.result === 'pass' && canonBodyLengthLimited
  const reason = partial
    ? 'only a part of the body is signed'
    : status.comment || status.policy?.['dkim-rules']
  return {
    domain: signingDomain.toLowerCase(),
    selector,
    result: partial ? 'policy' : status.result,
    ...(reason ? { reason } : {}),
  }
}

function sameAuthor(read: readonly string[], author: Address): boolean {
  return read.length === 1 && parseAddress(read[0] ?? '')?.text === author.text
}

/** Our resolver, as mailauth types it. */
export function asMailauth(resolver: Resolver): (name: string, type: string) => Promise<string[]> {
  return resolver as (name: string, type: string) => Promise<string[]>
}
