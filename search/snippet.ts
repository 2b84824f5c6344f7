// A short extract of a text, one line, around what was asked.
import { splitQuotes } from '#mta/message/quotes.ts'
import type { Marks } from './engine.ts'
import { type Place, placesOf, type Sought } from './sought.ts'

export interface Snippet {
  /** One line of plain text. */
  readonly text: string
  /** What was sought is in it, or the extract is only the beginning. */
  readonly shows: 'found' | 'beginning'
}

const SNIPPET_CHARS = 220
const LEAD_CHARS = 70 // shown before the first word found
const TOGETHER_CHARS = SNIPPET_CHARS - LEAD_CHARS // shown at least from a word found on
const LOOKED_THROUGH_CHARS = 200_000
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** An extract of a message's text: from the author's own lines if they have what is sought, else from what they quote. */
export function snippetOfMessage(text: string, sought: Sought, marks: Marks): Snippet {
  const blocks = splitQuotes(bounded(text))
  const of = (kind: (typeof blocks)[number]['kind']) =>
    oneLine(blocks.filter((block) => block.kind === kind).map((block) => block.text))
  let beginning = ''
  for (const kind of ['new', 'quote', 'signature'] as const) {
    const zone = of(kind)
    const places = placesOf(zone, sought, TOGETHER_CHARS)
    if (places.length > 0) return { text: extract(zone, places, marks), shows: 'found' }
    if (kind !== 'signature') beginning ||= zone
  }
  return { text: extract(beginning, [], marks), shows: 'beginning' }
}

/** An extract of any other text. */
export function snippetOfText(text: string, sought: Sought, marks: Marks): Snippet {
  const line = oneLine([bounded(text)])
  const places = placesOf(line, sought, TOGETHER_CHARS)
  return { text: extract(line, places, marks), shows: places.length > 0 ? 'found' : 'beginning' }
}

const bounded = (text: string): string => text.slice(0, LOOKED_THROUGH_CHARS).replace(CONTROL, ' ')

function oneLine(texts: readonly string[]): string {
  return texts
    .join('\n')
    .replace(/^[> ]+/gm, '')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
}

function extract(text: string, places: readonly Place[], marks: Marks): string {
  const first = fullest(places)?.start ?? 0
  const start = first <= LEAD_CHARS ? 0 : wordStart(text, first - LEAD_CHARS, first)
  const end = text.length - start <= SNIPPET_CHARS ? text.length : wordEnd(text, start + SNIPPET_CHARS, start)
  let shown = ''
  let at = start
  for (const place of places.filter((one) => one.start >= start && one.end <= end)) {
    const word = text.slice(place.start, place.end)
    shown += text.slice(at, place.start) + (marks === 'control' ? `\u0002${word}\u0003` : word)
    at = place.end
  }
  return `${start > 0 ? '… ' : ''}${shown}${text.slice(at, end)}${end < text.length ? ' …' : ''}`
}

/** The first place after which most of what was asked stands within one extract. */
function fullest(places: readonly Place[]): Place | undefined {
  let best: { place: Place; asked: number } | undefined
  for (const [at, place] of places.entries()) {
    const asked = new Set<string>()
    for (const other of places.slice(at)) {
      if (other.end > place.start + TOGETHER_CHARS) break
      asked.add(other.asked)
    }
    if (best === undefined || asked.size > best.asked) best = { place, asked: asked.size }
  }
  return best?.place
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
