import { splitQuotes } from '#archive/quotes.ts'
import { plainLetters } from './fold.ts'

/** What surrounds a found word: nothing, or U+0002 before and U+0003 after, which no text shows. */
export type Marks = 'none' | 'control'

const SNIPPET_CHARS = 220
const LEAD_CHARS = 70 // shown before the first word found
const LOOKED_THROUGH_CHARS = 200_000
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g
const WORD = /[\p{L}\p{N}\p{M}]+/gu

/**
 * A short extract of a message's text around the first word that has one of these stems: one line of plain text,
 * from the author's own lines if one of them has it, else from what they quote.
 */
export function snippet(text: string, stems: readonly string[], marks: Marks): string {
  const blocks = splitQuotes(text.slice(0, LOOKED_THROUGH_CHARS).replace(CONTROL, ' '))
  const own = oneLine(blocks.filter((block) => block.kind === 'new').map((block) => block.text))
  const quoted = oneLine(blocks.filter((block) => block.kind === 'quote').map((block) => block.text))
  const found = places(own, stems)
  if (found.length === 0 && (own === '' || places(quoted, stems).length > 0))
    return extract(quoted, places(quoted, stems), marks)
  return extract(own, found, marks)
}

interface Place {
  readonly start: number
  readonly end: number
}

function oneLine(texts: readonly string[]): string {
  return texts
    .join('\n')
    .replace(/^[> ]+/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Where words with one of the stems stand, the first dozen. */
function places(text: string, stems: readonly string[]): Place[] {
  const found: Place[] = []
  for (const match of text.matchAll(WORD)) {
    if (!hasStem(plainLetters(match[0]), stems)) continue
    found.push({ start: match.index, end: match.index + match[0].length })
    if (found.length === 12) break
  }
  return found
}

// A French stem is nearly always the beginning of its word; a short one must be nearly all of it.
function hasStem(word: string, stems: readonly string[]): boolean {
  return stems.some((stem) => word.startsWith(stem) && (stem.length > 3 || word.length <= stem.length + 2))
}

function extract(text: string, found: readonly Place[], marks: Marks): string {
  const first = found[0]?.start ?? 0
  const start = first <= LEAD_CHARS ? 0 : wordStart(text, first - LEAD_CHARS, first)
  const end = text.length - start <= SNIPPET_CHARS ? text.length : wordEnd(text, start + SNIPPET_CHARS, start)
  let shown = ''
  let at = start
  for (const place of found.filter((one) => one.end <= end)) {
    const word = text.slice(place.start, place.end)
    shown += text.slice(at, place.start) + (marks === 'control' ? `\u0002${word}\u0003` : word)
    at = place.end
  }
  return `${start > 0 ? '… ' : ''}${shown}${text.slice(at, end)}${end < text.length ? ' …' : ''}`
}

// The nearest word boundary, unless a word longer than the extract is in the way.
function wordStart(text: string, from: number, before: number): number {
  const space = text.indexOf(' ', from)
  return space === -1 || space >= before ? wholeCharacter(text, from) : space + 1
}

function wordEnd(text: string, from: number, after: number): number {
  const space = text.lastIndexOf(' ', from)
  return space <= after + SNIPPET_CHARS / 2 ? wholeCharacter(text, from) : space
}

function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at
}
