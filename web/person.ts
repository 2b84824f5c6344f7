// How somebody is shown: a name before an address, and a monogram in a colour of theirs.
import { crc32 } from 'node:zlib'
import type { Language, Viewer } from './needs.ts'
import { say } from './sentences.ts'

export const HUES = 36 // classes h0…h35 of the stylesheet, ten degrees apart
// What stands after the sign of an address, which a link may write %40; bounded, for texts are strangers'.
const HOST = /(?:@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/giu
const NOT_LOCAL = /[\s@<>()[\]"',;:]/
const MAX_LOCAL = 64 // octets, RFC 5321 §4.5.3.1.1

export interface Person {
  readonly name: string
  /** Written beside the name; absent when it would only repeat it or the viewer may not see it. */
  readonly address?: string
  readonly initials: string
  readonly hue: number
}

/** Strangers see that there is an address, and where, not which: « …@velo15.example ». */
export function maskAddresses(text: string, viewer: Viewer | undefined): string {
  if (viewer || !/@|%40/.test(text)) return text
  let masked = ''
  let from = 0
  // From the sign backwards: looking for names everywhere costs a long text much more.
  for (const match of text.matchAll(HOST)) {
    const local = beginningOfLocal(text, match.index, from)
    if (local === match.index) continue
    masked += `${text.slice(from, local)}…@${match[1]}`
    from = match.index + match[0].length
  }
  return masked + text.slice(from)
}

/** Where the local part before `end` begins, not before `least`; `end` when there is none. */
function beginningOfLocal(text: string, end: number, least: number): number {
  const first = Math.max(least, end - MAX_LOCAL)
  if (text[end - 1] === '"') {
    const quote = text.lastIndexOf('"', end - 2)
    return quote >= first && quote < end - 2 ? quote : end
  }
  let at = end
  while (at > first && !NOT_LOCAL.test(text[at - 1]!)) at--
  return at
}

type Onlooker = { readonly viewer?: Viewer | undefined; readonly language: Language }

/** What somebody is called before this reader. */
export function personName(name: string, address: string, { viewer, language }: Onlooker): string {
  return maskAddresses(name.trim(), viewer) || maskAddresses(address, viewer) || say(language, 'no-name')
}

/** Somebody as this reader may see them. */
export function person(name: string, address: string, onlooker: Onlooker): Person {
  const { viewer } = onlooker
  const known = maskAddresses(name.trim(), viewer)
  const isAddress = known === '' || known.includes('@')
  return {
    name: personName(name, address, onlooker),
    ...(viewer && !isAddress && address ? { address } : {}),
    initials: initials(isAddress ? (viewer ? (known || address).split('@')[0]! : '') : known),
    hue: hueOf(address || name),
  }
}

/** At most two letters: of the first word and of the last. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  const first = words[0]?.match(/^.\p{M}*/u)?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.match(/^.\p{M}*/u)?.[0] ?? '') : ''
  return (first + last).toLocaleUpperCase('fr')
}

/** 0…35, the same for the same address everywhere. */
export function hueOf(address: string): number {
  return crc32(address.toLowerCase()) % HUES
}
