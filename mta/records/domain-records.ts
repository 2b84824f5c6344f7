// All that is to be published for a domain, in the order in which it is shown. One file a matter, one line here.
import type { Resolver } from '../dns.ts'
import { dmarcPolicy } from './dmarc-policy.ts'
import { exchangers } from './exchangers.ts'
import type { Domain, Look, RecordReport } from './record.ts'
import { reverseNames } from './reverse-names.ts'
import { senderPolicy } from './sender-policy.ts'
import { signingKeys } from './signing-keys.ts'

const looks: readonly Look[] = [exchangers, senderPolicy, signingKeys, dmarcPolicy, reverseNames]

/** Looks at everything; asks the DNS some ten questions. */
export async function domainRecords(domain: Domain, resolver: Resolver): Promise<RecordReport[]> {
  return (await Promise.all(looks.map((look) => look(domain, resolver)))).flat()
}
