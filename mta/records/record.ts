// What the DNS must say of a domain for its mail to come and to be believed, and how it is asked.
import type { Resolver } from '../dns.ts'
import type { DomainKey } from '../signing/keys.ts'

/** A record to publish, and what is published today. */
export interface RecordReport {
  readonly kind: 'mx' | 'wildcard-mx' | 'spf' | 'dkim' | 'dmarc' | 'ptr'
  readonly name: string // without the final dot
  readonly type: 'MX' | 'TXT' | 'PTR'
  readonly value: string // as a zone file has it
  readonly need: 'required' | 'advised'
  /** `unknown`: the DNS did not answer. */
  readonly state: 'found' | 'missing' | 'different' | 'unknown'
  readonly found: readonly string[]
  readonly note?: string
}

/** What is looked at. */
export interface Domain {
  readonly name: string
  /** The platform's domain: the name of this server. */
  readonly platform: string
  /** Where mail leaves from: this server, or a relay elsewhere. */
  readonly sender: { readonly kind: 'direct' } | { readonly kind: 'relay'; readonly host: string }
  /** Keys that sign or wait. */
  readonly keys: readonly DomainKey[]
  /** Whether lists live under names below this one. */
  readonly below: 'lists' | 'nothing'
}

/** One matter of a domain. */
export type Look = (domain: Domain, resolver: Resolver) => Promise<RecordReport[]>

/** The records of a name as text; [] where there is none, undefined where the DNS did not answer. */
export async function published(
  resolver: Resolver,
  name: string,
  type: 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT',
): Promise<string[] | undefined> {
  try {
    return (await resolver(name, type)).map(written)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : undefined
  }
}

/** The IP addresses of a name; undefined where the DNS did not answer. */
export async function addressesOf(resolver: Resolver, name: string): Promise<string[] | undefined> {
  const [four, six] = await Promise.all([published(resolver, name, 'A'), published(resolver, name, 'AAAA')])
  return four && six && [...four, ...six]
}

function written(record: unknown): string {
  if (Array.isArray(record)) return record.join('')
  if (typeof record === 'object' && record !== null && 'exchange' in record)
    return String(record.exchange).toLowerCase().replace(/\.$/, '')
  return String(record)
}

/** The state of a matter of which there should be one record. */
export function stateOf(
  found: readonly string[] | undefined,
  isRight: (record: string) => boolean,
): RecordReport['state'] {
  if (found === undefined) return 'unknown'
  if (found.length === 0) return 'missing'
  return found.some(isRight) ? 'found' : 'different'
}
