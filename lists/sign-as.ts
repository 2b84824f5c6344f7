// In whose name a copy is signed (d= of RFC 6376).
import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { isAligned } from '#mta/signing/aligned.ts'
import type { Arrival } from './arrivals.ts'
import type { List } from './lists.ts'

/**
 * The list's domain, else the platform's. But an author who wrote from there without any proof is not made believable
 * by us: such a copy is signed as the other, which says who passed it on and no more, or by nobody.
 */
export function signingDomains(
  copy: { readonly header: Header; readonly list: List },
  { evidence }: Pick<Arrival, 'evidence'>,
  platform: string,
): string[] {
  const domains = [domainOf(copy.list.address), platform]
  const authors = copy.header
    .all('From')
    .flatMap(parseMailboxes)
    .flatMap(({ parsed }) => (parsed ? [parsed] : []))
  if (evidence.level !== 'none' || authors.every(({ text }) => text === copy.list.address)) return domains
  return domains.filter((domain) => !authors.some((author) => isAligned(author.domain, domain)))
}

/** What stands behind the @ of one of our addresses. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
