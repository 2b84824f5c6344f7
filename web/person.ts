// How somebody is shown: a name before an address, and a monogram in a colour of theirs.
import { crc32 } from 'node:zlib'
import { masked } from '#mta/message/masked.ts'
import type { Language, Viewer } from './needs.ts'
import { say } from './sentences.ts'

export const HUES = 36 // classes h0…h35 of the stylesheet, ten degrees apart
export interface Person {
  readonly name: string
  /** Written beside the name; absent when it would only repeat it or the viewer may not see it. */
  readonly address?: string
  readonly initials: string
  readonly hue: number
}

/** Strangers see that there is an address, and where, not which: « …@velo15.example ». */
export const maskAddresses = (text: string, viewer: Viewer | undefined): string =>
  viewer ? text : masked(text)

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
