// The public halves of a domain's keys (RFC 6376 §3.6.1).
import type { Resolver } from '../dns.ts'
import type { DomainKey } from '../signing/keys.ts'
import { type Look, published, stateOf } from './record.ts'

const LONGEST_STRING = 255 // octets of one string of a TXT record (RFC 1035 §3.3)

/** Where a key's record stands. */
export function keyName(key: Pick<DomainKey, 'selector' | 'domain'>): string {
  return `${key.selector}._domainkey.${key.domain}`
}

/** The text of a key's record. */
export function keyRecord({ publicKey }: Pick<DomainKey, 'publicKey'>): string {
  return `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`
}

/** A text as a zone file has it: strings of at most 255 octets, which readers put together again. */
export function zoneStrings(text: string): string {
  return (text.match(new RegExp(`.{1,${LONGEST_STRING}}`, 'g')) ?? []).map((one) => `"${one}"`).join(' ')
}

export const signingKeys: Look = ({ keys }, resolver) =>
  Promise.all(
    keys.map(async (key) => {
      const name = keyName(key)
      const found = await published(resolver, name, 'TXT')
      const state = stateOf(found, (text) => isRecordOf(text, key))
      const value = zoneStrings(keyRecord(key))
      return { kind: 'dkim', name, type: 'TXT', value, need: 'required', state, found: found ?? [] } as const
    }),
  )

/** Whether receivers find the key at this moment. */
export async function isPublished(key: DomainKey, resolver: Resolver): Promise<boolean> {
  return ((await published(resolver, keyName(key), 'TXT')) ?? []).some((text) => isRecordOf(text, key))
}

/** Whether a receiver would find this very key there; spaces may stand in it anywhere (§3.2). */
function isRecordOf(text: string, { publicKey }: DomainKey): boolean {
  const tags = text.split(';').map((tag) => /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(tag))
  const p = tags.find((tag) => tag?.[1] === 'p')?.[2]
  return p?.replace(/\s+/g, '') === publicKey.toString('base64')
}
