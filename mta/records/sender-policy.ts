// SPF: who may send in the name of return paths, which all are the platform's (RFC 7208).
import { isIP } from 'node:net'
import { spf } from 'mailauth/lib/spf/index.js'
import type { Resolver } from '../dns.ts'
import { asMailauth } from '../in/signatures.ts'
import { addressesOf, type Domain, type Look, published, type RecordReport } from './record.ts'

const IS_SPF = /^v=spf1(?: |$)/i

/** The platform's SPF record. Other domains need none for our mail: it doesn't name them in its return path. */
export const senderPolicy: Look = async (domain, resolver) => {
  if (domain.name !== domain.platform) return []
  const records = await published(resolver, domain.name, 'TXT')
  const found = records?.filter((text) => IS_SPF.test(text)) ?? []
  const told = { kind: 'spf', name: domain.name, type: 'TXT', need: 'required', found } as const
  const { sender } = domain
  if (sender.kind === 'relay') {
    const state = records === undefined ? 'unknown' : found.length === 0 ? 'missing' : 'found'
    const host = isIP(sender.host) ? `ip${isIP(sender.host)}:${sender.host}` : `a:${sender.host}`
    const note = `It must name the servers from which ${sender.host} sends: ask who keeps it.`
    return [{ ...told, value: `"v=spf1 ${host} ~all"`, state, note }]
  }
  const state =
    records === undefined ? 'unknown' : found.length === 0 ? 'missing' : await verdict(domain, resolver)
  return [{ ...told, value: '"v=spf1 a mx ~all"', state }]
}

/** Whether mail from each of this server's addresses would pass. */
async function verdict({ name, platform }: Domain, resolver: Resolver): Promise<RecordReport['state']> {
  const addresses = await addressesOf(resolver, platform)
  if (addresses === undefined) return 'unknown'
  for (const ip of addresses) {
    const sender = `bounces@${name}`
    const { status } = await spf({
      sender,
      ip,
      helo: platform,
      mta: platform,
      resolver: asMailauth(resolver),
    })
    if (status.result === 'temperror') return 'unknown'
    if (status.result !== 'pass') return 'different'
  }
  return addresses.length > 0 ? 'found' : 'different'
}
