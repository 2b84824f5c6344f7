// How somebody is shown: a name before an address, and a monogram in a colour of theirs.
import { createHash } from 'node:crypto'
import type { Language, Viewer } from './needs.ts'
import { say } from './sentences.ts'

export const HUES = 36 // classes h0…h35 of the stylesheet, ten degrees apart
// Bounded quantifiers: a stranger's text must not make this slow.
const ADDRESS = /[^\s@<>()[\]"',;:]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/gu

export interface Person {
  readonly name: string
  /** Written beside the name; absent when it would only repeat it or the viewer may not see it. */
  readonly address?: string
  readonly initials: string
  readonly hue: number
}

/** Strangers see that there is an address, and where, not which: « …@velo15.example ». */
export function maskAddresses(text: string, viewer: Viewer | undefined): string {
  return viewer ? text : text.replace(ADDRESS, '…@$1')
}

/** Somebody as this reader may see them. */
export function person(
  name: string,
  address: string,
  { viewer, language }: { readonly viewer?: Viewer | undefined; readonly language: Language },
): Person {
  const known = maskAddresses(name.trim(), viewer)
  const shown = maskAddresses(address, viewer)
  const isAddress = known === '' || known.includes('@')
  return {
    name: known || shown || say(language, 'no-name'),
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
  return createHash('sha256').update(address.toLowerCase()).digest().readUInt16BE(0) % HUES
}
