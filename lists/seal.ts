// Numbers in an address or a link that nobody else can make: key id, numbers, HMAC, in lower-case base32.
import { BASE32, fromBase32, toBase32 } from '#mta/message/base32.ts'
import type { Secrets } from '#store/secrets.ts'

const macBytes = 10 // 80 bits: 16 characters

/** Where a seal may be used; one never opens another. */
export type SealPurpose = 'bounce' | 'confirm' | 'unsubscribe' | 'login'

const numberToText = (n: number) => [...n.toString(32)].map((c) => BASE32[Number.parseInt(c, 32)]).join('')
const textToNumber = (text: string) => [...text].reduce((n, c) => n * 32 + BASE32.indexOf(c), 0)

/** At most 40 characters for two numbers under 2^50: key id, numbers parted by 0, 80-bit HMAC. */
export function seal(secrets: Secrets, purpose: SealPurpose, numbers: readonly number[]): string {
  const mac = secrets.mac(`seal:${purpose}`, numbers.join(','), macBytes)
  return BASE32[secrets.keyId] + numbers.map(numberToText).join('0') + toBase32(mac)
}

/** Where an answer to this token goes. */
export function answerAddress(
  { secrets, platform }: { readonly secrets: Secrets; readonly platform: { readonly domain: string } },
  tokenId: number,
): string {
  return `confirm+${seal(secrets, 'confirm', [tokenId])}@${platform.domain}`
}

/** The numbers in a sealed text, compared without case; undefined when it isn't ours. */
export function unseal(secrets: Secrets, purpose: SealPurpose, text: string): number[] | undefined {
  const match = /^([a-z2-7])([a-z2-7]{1,11}(?:0[a-z2-7]{1,11}){0,2})([a-z2-7]{16})$/.exec(text.toLowerCase())
  if (!match) return undefined
  const [, key, body, macText] = match as unknown as [string, string, string, string]
  const numbers = body.split('0').map(textToNumber)
  const mac = fromBase32(macText)
  if (!mac || !numbers.every(Number.isSafeInteger)) return undefined
  return secrets.verify(`seal:${purpose}`, numbers.join(','), mac, BASE32.indexOf(key)) ? numbers : undefined
}
