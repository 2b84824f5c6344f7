// What stands in the place of a {name}: words, an address to write to, or a page to open. Only these names are ever
// links: a stranger's words that look like an address stay words.

/** Names filled with an address that one may write to. */
const ADDRESSES: ReadonlySet<string> = new Set(['list', 'owner', 'request', 'subscribe', 'unsubscribe'])

/** Names filled with a page of ours. */
const PAGES: ReadonlySet<string> = new Set(['archive', 'home', 'link', 'page', 'url'])

/** Whether what fills a place is a link. */
export const isLinked = (name: string): boolean => ADDRESSES.has(name) || PAGES.has(name)

/** Names whose filling is to be read and typed again. */
const TYPED: ReadonlySet<string> = new Set(['code'])

/** Words that the mail to an address may begin with, so that no subject has to be thought of. */
const WORDS = {
  fr: { subscribe: 'REJOINDRE', unsubscribe: 'QUITTER' },
  en: { subscribe: 'JOIN', unsubscribe: 'LEAVE' },
} as const

/** A stretch of a line, for text and HTML alike; given: what fills a place, ours or a stranger's. */
export type Piece =
  | { readonly kind: 'words' | 'given' | 'typed'; readonly text: string }
  | { readonly kind: 'address' | 'page'; readonly text: string; readonly href: string }

export type Fillings = Readonly<Record<string, string>>

/** A {name}, a page or an address that a sentence names itself, or an address at the platform's domain. */
const PLACES =
  /\{(\w+)\}|https?:\/\/[^\s<>"«»“”{}]+[^\s<>"«»“”{}.,;:!?)]|[\w.+-]{1,64}@(?:\{domain\}|[\w-]+(?:\.[\w-]+)+)/gu

/** « écrivez PAUSE à {request} »: the word to send. */
const WORD_BEFORE = /(?<!\p{Lu} (?:ou|or) )\b(\p{Lu}{3,}(?: \p{Lu}{2,}){0,3}) (?:à|to) $/u

const MAX_BEFORE = 80 // characters: the longest words to send have 30

/** « Écrire à tout le monde : {list} » */
const LABEL = /:\s$/u

/** « écrivez à anne@… »; any other address that a sentence names is an example. */
const TO = /(?:^|\s)(?:à|to|:)\s$/u

const ONE_ADDRESS = /^[^\s@,<>()"]+@[^\s@,<>()"]+$/
const ONE_PAGE = /^https?:\/\/[^\s<>"]+$/

/** Characters that turn the direction of what follows them. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g

/** A filling on one line: whoever wrote it begins no line of ours. */
export function onOneLine(filling: string): string {
  return filling
    .replace(DIRECTIONS, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

/** A filling that may have several lines. */
export function onLines(filling: string): readonly string[] {
  const lines = filling.replace(DIRECTIONS, '').split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/)
  const cleaned = lines.map((line) => line.replace(/\p{Cc}+/gu, ' ').trimEnd())
  const from = cleaned.findIndex((line) => line !== '')
  return from < 0 ? [] : cleaned.slice(from, cleaned.findLastIndex((line) => line !== '') + 1)
}

/** One line of a sentence, filled. */
export function piecesOf(line: string, fillings: Fillings, language: 'fr' | 'en'): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const place of line.matchAll(PLACES)) {
    const before = line.slice(at, place.index)
    if (before !== '') pieces.push({ kind: 'words', text: before })
    at = place.index + place[0].length
    pieces.push(pieceAt(place, { before: line.slice(0, place.index), fillings, language }))
  }
  if (at < line.length) pieces.push({ kind: 'words', text: line.slice(at) })
  return pieces
}

function pieceAt(
  [place, name]: RegExpExecArray,
  { before, fillings, language }: { before: string; fillings: Fillings; language: 'fr' | 'en' },
): Piece {
  const word = WORD_BEFORE.exec(before.slice(-MAX_BEFORE))?.[1]
  if (name === undefined) {
    if (place.includes('{')) return atDomain(place, onOneLine(fillings.domain ?? ''))
    if (place.includes('://')) return linked('page', place, undefined)
    return TO.test(before) ? linked('address', place, word) : { kind: 'words', text: place }
  }
  const text = onOneLine(fillings[name] ?? '')
  if (PAGES.has(name)) return linked('page', text, undefined)
  // Whoever presses the list's own address writes to everyone: a link only where that is what it is for.
  if (ADDRESSES.has(name) && (name !== 'list' || LABEL.test(before)))
    return linked('address', text, word ?? WORDS[language][name as keyof (typeof WORDS)['fr']])
  return { kind: TYPED.has(name) ? 'typed' : 'given', text }
}

/** postmaster@{domain} is somebody to write to; bureau@{domain} is an example. */
function atDomain(place: string, domain: string): Piece {
  const text = place.replace('{domain}', domain)
  return place.startsWith('postmaster@') ? linked('address', text, undefined) : { kind: 'given', text }
}

function linked(kind: 'address' | 'page', text: string, subject: string | undefined): Piece {
  if (!(kind === 'page' ? ONE_PAGE : ONE_ADDRESS).test(text)) return { kind: 'given', text }
  if (kind === 'page') return { kind, text, href: text }
  const local = encodeURIComponent(text.slice(0, text.lastIndexOf('@')))
  const domain = text.slice(text.lastIndexOf('@'))
  const query = subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`
  return { kind, text, href: `mailto:${local}${domain}${query}` }
}
