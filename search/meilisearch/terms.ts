// Words as values of a document's attributes: where a word stands is a letter before it, and a word and the next one
// are a pair, which is how phrases are found. Nothing in a value needs escaping in a filter.
import { hash } from 'node:crypto'
import type { Zone } from '../postgres/zones.ts'

const LETTERS: Readonly<Record<Zone, string>> = {
  new: 'n',
  quoted: 'q',
  subject: 's',
  sender: 'f',
  recipient: 't',
  filename: 'a',
  other: 'o',
}
/** Whole addresses of people are apart: a beginning is that of a word. */
const ADDRESS_LETTER = 'x'

/** Values of filterable attributes end at 468 bytes once Meilisearch has decomposed them (its known limitations). */
const MAX_BYTES = 440

/** A word in a zone; an address is one word. */
export const term = (zone: Zone, word: string): string => bounded(termStart(zone, word))

/** A word and the one right after it. */
export const pair = (zone: Zone, word: string, next: string): string => bounded(pairStart(zone, word, next))

/** What the terms begin with whose words begin so. */
export function termStart(zone: Zone, beginning: string): string {
  const isAddress = beginning.includes('@')
  return `${LETTERS[zone]}${isAddress ? ADDRESS_LETTER : ''}:${plain(beginning)}`
}

/** The same for pairs. */
export const pairStart = (zone: Zone, word: string, beginning: string): string =>
  `${LETTERS[zone]}:${plain(word)} ${plain(beginning)}`

// Folded words are letters, digits and marks already; addresses may have anything. Each text has one writing.
function plain(word: string): string {
  return word.replace(/[^\p{L}\p{N}\p{M}@._+-]/gu, (char) => `%${(char.codePointAt(0) ?? 0).toString(16)};`)
}

function bounded(text: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text)
  const isShort = (isPlain ? text.length : Buffer.byteLength(text.normalize('NFKD'))) <= MAX_BYTES
  return isShort ? text : `${text.slice(0, 2)}#${hash('sha1', text)}`
}
