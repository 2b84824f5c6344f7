// PTR: receivers want the address that mail comes from to have the name that it says (RFC 1912 §2.1).
import { isIPv6 } from 'node:net'
import { addressesOf, type Look, published, stateOf } from './record.ts'

export const reverseNames: Look = async ({ name, platform, sender }, resolver) => {
  if (name !== platform || sender.kind === 'relay') return []
  const addresses = (await addressesOf(resolver, platform)) ?? []
  return Promise.all(
    addresses.map(async (address) => {
      const found = await published(resolver, reverse(address), 'PTR')
      const state = stateOf(found, (host) => host.toLowerCase().replace(/\.$/, '') === platform)
      return {
        ...({
          kind: 'ptr',
          name: reverse(address),
          type: 'PTR',
          value: `${platform}.`,
          need: 'advised',
        } as const),
        state,
        found: found ?? [],
        note: `Who rents you ${address} sets this one.`,
      }
    }),
  )
}

/** The name under which an address has its PTR (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverse(address: string): string {
  if (!isIPv6(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  const [head = '', tail = ''] = address.split('::')
  const groups = (half: string) => half.split(':').filter(Boolean)
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0')
  const nibbles = [...groups(head), ...zeros, ...groups(tail)].map((group) => group.padStart(4, '0')).join('')
  return `${[...nibbles].reverse().join('.')}.ip6.arpa`
}
