// An address becomes an intent. The one place that knows what our addresses mean.
import type { Address } from '#mta/message/address.ts'
import type { Secrets } from '#store/secrets.ts'
import type { Directory } from './directory.ts'
import type { ListIntent } from './list-addresses.ts'
import { type Returned, readReturnPath } from './personal.ts'
import { unseal } from './seal.ts'

export type Intent =
  | { [K in ListIntent]: { readonly kind: K; readonly listId: number } }[ListIntent]
  | Returned
  /** Where providers send what their customers complain about. */
  | { readonly kind: 'complaint' }
  | { readonly kind: 'answer'; readonly tokenId: number }
  | { readonly kind: 'platform' }
  | { readonly kind: 'postmaster' }
  /** Ours, but nobody there. */
  | { readonly kind: 'unknown' }
  /** Not ours to take. */
  | { readonly kind: 'elsewhere' }

export interface Router {
  route(addresses: readonly Address[]): Promise<Intent[]>
}

/** A router for a platform's domain; spaces' own domains are asked for as they are proved. */
export function openRouter(platform: {
  readonly domain: string
  readonly secrets: Secrets
  readonly directory: Directory
}): Router {
  function sealed(address: Address): Intent | undefined {
    const plus = address.local.indexOf('+')
    if (plus < 0) return undefined
    const name = address.local.slice(0, plus).toLowerCase()
    const token = address.local.slice(plus + 1)
    if (name === 'bounces') return readReturnPath(platform.secrets, address.local) ?? { kind: 'unknown' }
    if (name === 'confirm') {
      const numbers = unseal(platform.secrets, 'confirm', token)
      return numbers?.length === 1 ? { kind: 'answer', tokenId: numbers[0]! } : { kind: 'unknown' }
    }
    return undefined
  }

  return {
    async route(addresses) {
      const { directory } = platform
      const lists = await directory.lookUp(addresses)
      const own = lists.size < addresses.length ? await directory.domains() : new Set<string>()
      return addresses.map((address): Intent => {
        const hit = lists.get(address.text)
        if (hit) return { kind: hit.intent, listId: hit.listId }
        const ours =
          address.domain === platform.domain ||
          own.has(address.domain) ||
          address.domain.endsWith(`.${platform.domain}`)
        const local = address.local.toLowerCase()
        // RFC 5321 §4.5.1: postmaster without a domain is ours.
        if (local === 'postmaster' && (ours || address.domain === '')) return { kind: 'postmaster' }
        if (!ours) return { kind: 'elsewhere' }
        if (local === 'abuse' || local === 'bounces') return { kind: 'complaint' }
        if (local === 'mailer-daemon') return { kind: 'postmaster' }
        if (local === 'relais' || local === 'sympa') return { kind: 'platform' }
        return sealed(address) ?? { kind: 'unknown' }
      })
    },
  }
}
