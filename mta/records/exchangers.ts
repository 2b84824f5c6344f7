// MX: mail for the domain comes here (RFC 5321 §5.1).
import type { Resolver } from '../dns.ts'
import { type Domain, type Look, published, type RecordReport, stateOf } from './record.ts'

const PROBE = 'relais-doctor' // any name will do where all names are answered

/** The domain's own MX. What the platform's domain has is right for the others. */
export const exchangers: Look = async (domain, resolver) => {
  const right = await exchangersOf(domain, resolver)
  const value = `10 ${domain.platform}.`
  const report = async (kind: RecordReport['kind'], name: string, asked: string): Promise<RecordReport> => {
    const found = await published(resolver, asked, 'MX')
    const state = stateOf(found, (host) => right.has(host))
    return { kind, name, type: 'MX', value, need: 'required', state, found: found ?? [] }
  }
  const own = await report('mx', domain.name, domain.name)
  if (domain.below === 'nothing') return [own]
  return [own, await report('wildcard-mx', `*.${domain.name}`, `${PROBE}.${domain.name}`)]
}

/** Hosts that take mail for the platform: itself, and what its MX names, which may pass mail on to Relais. */
async function exchangersOf({ platform }: Domain, resolver: Resolver): Promise<Set<string>> {
  return new Set([platform, ...((await published(resolver, platform, 'MX')) ?? [])])
}
