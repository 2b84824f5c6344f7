// One domain of ours: its key, and what the DNS says of it.

import type { Settings } from '#config/settings.ts'
import { allLists } from '#lists/lists.ts'
import { Refused } from '#lists/refused.ts'
import { domainOf } from '#lists/sign-as.ts'
import { provedDomains } from '#lists/spaces.ts'
import type { Resolver } from '#mta/dns.ts'
import { domainRecords } from '#mta/records/domain-records.ts'
import { startPublished } from '#mta/records/publication.ts'
import type { Domain, RecordReport } from '#mta/records/record.ts'
import { keysInUse, startSigning, waitingKey } from '#mta/signing/keys.ts'
import type { Data } from '../data.ts'

/** What is asked for beside looking: another key to take over, or signing with the one that waits, seen or not. */
export type Wish = 'look' | 'rotate' | 'sign-now'

export interface DomainReport {
  readonly domain: string
  readonly keys: readonly { readonly selector: string; readonly state: string; readonly createdAt: Date }[]
  /** The selector that signed until now; its record may go in some days. */
  readonly retired?: string
  readonly records: readonly RecordReport[]
  readonly ok: boolean
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i

/** Makes the domain's key if there is none, looks at its records, and lets a key sign whose record is there. */
export async function seeToDomain(
  data: Data,
  resolver: Resolver,
  asked: { readonly domain: string; readonly wish: Wish },
): Promise<DomainReport> {
  const { db, secrets, settings } = data
  const domain = await ours(data, asked.domain)
  const before = await keysInUse(db, domain)
  if (before.length === 0 || asked.wish === 'rotate') await waitingKey(db, secrets, domain, new Date())
  await startPublished(db, resolver, domain)
  const waiting = (await keysInUse(db, domain)).find(({ state }) => state === 'waiting')
  if (waiting && asked.wish === 'sign-now') await startSigning(db, waiting)
  const keys = await keysInUse(db, domain)
  const records = await domainRecords(
    {
      name: domain,
      platform: settings.domain,
      sender: senderOf(settings),
      keys,
      below: (await allLists(db)).some(({ address }) => domainOf(address).endsWith(`.${domain}`))
        ? 'lists'
        : 'nothing',
    },
    resolver,
  )
  const retired = before.find(({ id, state }) => state === 'signing' && !keys.some((key) => key.id === id))
  return {
    domain,
    keys: keys.map(({ selector, state, createdAt }) => ({ selector, state, createdAt })),
    ...(retired && { retired: retired.selector }),
    records,
    ok:
      keys.some(({ state }) => state === 'signing') &&
      records.every(({ need, state }) => need === 'advised' || state === 'found'),
  }
}

/** The domains that we take mail for. */
export async function ourDomains({ db, settings }: Pick<Data, 'db' | 'settings'>): Promise<string[]> {
  return [...new Set([settings.domain, ...(await provedDomains(db)).toSorted()])]
}

async function ours(data: Data, asked: string): Promise<string> {
  const domain = asked.trim().toLowerCase().replace(/\.$/, '')
  const known = await ourDomains(data)
  if (known.includes(domain) || domain.endsWith(`.${data.settings.domain}`)) return domain
  throw new Refused(`${asked} is no domain of this platform: it has ${known.join(', ')}`)
}

function senderOf({ relay }: Settings): Domain['sender'] {
  return relay.kind === 'smtp' && !LOOPBACK.test(relay.host)
    ? { kind: 'relay', host: relay.host }
    : { kind: 'direct' }
}
