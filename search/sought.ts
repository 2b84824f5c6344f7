// What is marked in an extract: the words asked, in any form, and words in a row.
import { foldedText } from './fold.ts'

export interface Sought {
  /** Folded words, each found by itself. */
  readonly words: ReadonlySet<string>
  /** Folded words in a row; the last one of `beginning` is a beginning. */
  readonly rows: readonly { readonly words: readonly string[]; readonly last: 'word' | 'beginning' }[]
}

/** A found word: offsets in the text, and which of the things asked it is. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly asked: string
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu
const ELIDED = /^(?:[ldjnscmt]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)$/i
const APOSTROPHE = /['\u2019\u02bc\u2032]/
const MAX_PLACES = 200

/** Where the text has what is sought. */
export function placesOf(text: string, sought: Sought): Place[] {
  if (sought.words.size === 0 && sought.rows.length === 0) return []
  const tokens =
    sought.rows.length > 0 ? tokensOf(text, () => true) : tokensOf(text, beginsLike(sought.words))
  const places: Place[] = []
  for (const [at, token] of tokens.entries()) {
    if (sought.words.has(token.word)) places.push({ ...token, asked: token.word.slice(0, 3) })
    for (const row of sought.rows) places.push(...rowAt(tokens, at, row))
    if (places.length >= MAX_PLACES) break
  }
  return places
    .toSorted((a, b) => a.start - b.start)
    .filter((place, at, all) => place.start !== all[at - 1]?.start)
}

interface Token {
  readonly start: number
  readonly end: number
  readonly word: string
}

function tokensOf(text: string, isWorthFolding: (first: string) => boolean): Token[] {
  const tokens: Token[] = []
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    if (!isWorthFolding(written[0] ?? '')) continue
    const end = start + written.length
    if (ELIDED.test(written) && APOSTROPHE.test(text[end] ?? '') && /\p{L}/u.test(text[end + 1] ?? ''))
      continue
    tokens.push({ start, end, word: foldedText(written, '') })
  }
  return tokens
}

/** Folding every word of a text would take longer than finding the text did. */
function beginsLike(words: ReadonlySet<string>): (first: string) => boolean {
  const firsts = new Set([...words].map((word) => word[0]))
  const known = new Map<string, boolean>()
  return (first) => {
    let begins = known.get(first)
    if (begins === undefined) {
      begins = first > '\uffff' || /[\ud800-\udfff]/.test(first) || firsts.has(foldedText(first, '')[0])
      known.set(first, begins)
    }
    return begins
  }
}

function rowAt(tokens: readonly Token[], at: number, { words, last }: Sought['rows'][number]): Place[] {
  for (const [n, word] of words.entries()) {
    const token = tokens[at + n]?.word
    const matches = last === 'beginning' && n === words.length - 1 ? token?.startsWith(word) : token === word
    if (matches !== true) return []
  }
  const asked = words.join(' ')
  return tokens.slice(at, at + words.length).map(({ start, end }) => ({ start, end, asked }))
}
