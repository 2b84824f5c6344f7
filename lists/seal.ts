// Numbers in an address or a link that nobody else can make: key id, numbers, HMAC, in lower-case base32.
import type { Secrets } from '#store/secrets.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const macBytes = 10 // 80 bits: 16 characters

/** Where a seal may be used; one never opens another. */
export type SealPurpose = 'bounce' | 'confirm' | 'unsubscribe' | 'login'

function base32(bytes: Buffer): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >> bits) & 31]
    }
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Buffer | undefined {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const c of text) {
    const five = alphabet.indexOf(c)
    if (five < 0) return undefined
    value = ((value << 5) | five) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
  }
  return Buffer.from(bytes)
}

const numberToText = (n: number) => [...n.toString(32)].map((c) => alphabet[Number.parseInt(c, 32)]).join('')
const textToNumber = (text: string) => [...text].reduce((n, c) => n * 32 + alphabet.indexOf(c), 0)

/** At most 40 characters for two numbers under 2^50: key id, numbers parted by 0, 80-bit HMAC. */
export function seal(secrets: Secrets, purpose: SealPurpose, numbers: readonly number[]): string {
  const mac = secrets.mac(`seal:${purpose}`, numbers.join(','), macBytes)
  return alphabet[secrets.keyId] + numbers.map(numberToText).join('0') + base32(mac)
}

/** The numbers in a sealed text, compared without case; undefined when it isn't ours. */
export function unseal(secrets: Secrets, purpose: SealPurpose, text: string): number[] | undefined {
  const match = /^([a-z2-7])([a-z2-7]{1,11}(?:0[a-z2-7]{1,11}){0,2})([a-z2-7]{16})$/.exec(text.toLowerCase())
  if (!match) return undefined
  const [, key, body, macText] = match as unknown as [string, string, string, string]
  const numbers = body.split('0').map(textToNumber)
  const mac = fromBase32(macText)
  if (!mac || !numbers.every(Number.isSafeInteger)) return undefined
  return secrets.verify(`seal:${purpose}`, numbers.join(','), mac, alphabet.indexOf(key))
    ? numbers
    : undefined
}
