// What is written for one person on their copy: where its bounces come back, and how to leave in one click.
import type { Secrets } from '#store/secrets.ts'
import { derivedAddress } from './list-addresses.ts'
import { seal, unseal } from './seal.ts'
import { domainOf } from './sign-as.ts'

export interface PersonalParts {
  readonly secrets: Secrets
  readonly domain: string
  readonly webUrl: string
}

interface CopyOf {
  readonly listId: number
  readonly personal: object
}

/** As it was decided when the copy was made; else its list's domain, or the platform's. */
function signing(parts: PersonalParts, copy: CopyOf): { readonly signAs: readonly string[] } {
  const { list, signAs } = copy.personal as { list: string; signAs?: readonly string[] }
  return { signAs: signAs ?? [domainOf(list), parts.domain] }
}

function listAddress(copy: CopyOf): string {
  return (copy.personal as { list: string }).list
}

const field = (name: string, value: string) => `${name}: ${value}\r\n`

/** The return path of a delivery: a bounce to it names the message and the person, and nobody can forge one. */
export function bounceAddress(parts: PersonalParts, messageId: number, deliveryId: number): string {
  return `bounces+${seal(parts.secrets, 'bounce', [messageId, deliveryId])}@${parts.domain}`
}

/** The return path of the mail that asks whether our mail arrives: no message has the number 0. */
export function probeReturnPath(parts: Pick<PersonalParts, 'secrets' | 'domain'>, tokenId: number): string {
  return `bounces+${seal(parts.secrets, 'bounce', [0, tokenId])}@${parts.domain}`
}

/** What a mail that comes back to a return path of ours is about. */
export type Returned =
  | { readonly kind: 'bounce'; readonly messageId: number; readonly deliveryId: number } // 0: any of a batched copy
  | { readonly kind: 'probe-bounce'; readonly tokenId: number }

/** Reads a return path's local part; undefined when it isn't ours. */
export function readReturnPath(secrets: Secrets, local: string): Returned | undefined {
  const numbers = /^bounces\+/i.test(local)
    ? unseal(secrets, 'bounce', local.slice('bounces+'.length))
    : undefined
  if (numbers?.length !== 2) return undefined
  const [messageId, id] = numbers as [number, number]
  return messageId === 0
    ? { kind: 'probe-bounce', tokenId: id }
    : { kind: 'bounce', messageId, deliveryId: id }
}

/** One-click unsubscribe (RFC 8058), for each copy: derived, not stored, good for years. */
export function personalFields(parts: PersonalParts) {
  return (copy: CopyOf, delivery: { id: number; messageId: number; personId: number }) => {
    const token = seal(parts.secrets, 'unsubscribe', [copy.listId, delivery.personId])
    const mailto = `mailto:${derivedAddress(listAddress(copy), 'unsubscribe')}`
    return {
      mailFrom: bounceAddress(parts, delivery.messageId, delivery.id),
      ...signing(parts, copy),
      fields: Buffer.from(
        field('List-Unsubscribe', `<${parts.webUrl}/u/${token}>,\r\n <${mailto}>`) +
          field('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
        'latin1',
      ),
    }
  }
}

/** Batched copies are the same for all: they name nobody, and their bounces are told apart by the report. */
export function batchedFields(parts: PersonalParts) {
  return (copy: CopyOf & { readonly id: number; readonly messageId: number }) => ({
    mailFrom: bounceAddress(parts, copy.messageId, 0),
    ...signing(parts, copy),
    fields: Buffer.from(
      field('List-Unsubscribe', `<mailto:${derivedAddress(listAddress(copy), 'unsubscribe')}>`),
      'latin1',
    ),
  })
}

/** Who a one-click token stands for. */
export function readUnsubscribeToken(
  secrets: Secrets,
  token: string,
): { listId: number; personId: number } | undefined {
  const numbers = unseal(secrets, 'unsubscribe', token)
  return numbers?.length === 2 ? { listId: numbers[0]!, personId: numbers[1]! } : undefined
}
