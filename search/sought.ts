// What is marked in an extract: the words asked, in any form, and words in a row.
import { foldedText } from './fold.ts'
import { type WrittenWords, writtenWords } from './written-words.ts'

export interface Sought {
  /** Folded words, each found by itself. */
  readonly words: ReadonlySet<string>
  /** Folded words in a row; the last one of `beginning` is a beginning. */
  readonly rows: readonly { readonly words: readonly string[]; readonly last: 'word' | 'beginning' }[]
  /** Only there. */
  readonly where?: 'file names'
}

/** A found word: offsets in the text, and which of the things asked it is. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly asked: string
}

const MAX_PLACES = 200
const SAME_WORD_CHARS = 3 // the forms of a word begin alike

/** Whether anything is sought in texts. */
export const isAnythingSought = ({ words, rows }: Sought): boolean => words.size > 0 || rows.length > 0

/**
 * Where the text has what is sought, in order. Once all of it stands within `near` characters, no more than twice as
 * many are looked at from there on.
 */
export function placesOf(text: string, sought: Sought, near = Number.POSITIVE_INFINITY): Place[] {
  const places: Place[] = []
  if (!isAnythingSought(sought)) return places
  const words = writtenWords(text)
  const begins = beginsLike(sought)
  const all = allAsked(sought)
  let until = Number.POSITIVE_INFINITY
  for (let n = 0; places.length < MAX_PLACES; n++) {
    const start = words.at(n)?.start
    if (start === undefined || start > until) break
    if (!begins(text.charCodeAt(start))) continue
    const fresh = placesAt(words, n, sought).filter((place) => place.start > (places.at(-1)?.start ?? -1))
    if (fresh.length === 0) continue
    places.push(...fresh)
    if (until === Number.POSITIVE_INFINITY) until = beginningOfAll(places, all, near) + 2 * near
  }
  return places
}

/** What begins at the n-th word. */
function placesAt(words: WrittenWords, n: number, sought: Sought): Place[] {
  const [at, word] = [words.at(n), words.folded(n)]
  if (at === undefined || word === undefined) return []
  const found = sought.words.has(word) ? [{ ...at, asked: askedWord(word) }] : []
  if (sought.rows.length === 0) return found
  return merged([...found, ...sought.rows.flatMap((row) => rowAt(words, n, row))])
}

function rowAt(written: WrittenWords, from: number, { words, last }: Sought['rows'][number]): Place[] {
  const places: Place[] = []
  const asked = askedRow(words)
  for (const [n, word] of words.entries()) {
    const [at, folded] = [written.at(from + n), written.folded(from + n)]
    const isLast = last === 'beginning' && n === words.length - 1
    if (at === undefined || !(isLast ? folded?.startsWith(word) : folded === word)) return []
    places.push({ ...at, asked })
  }
  return places
}

/** In order, one at each place. */
function merged(places: readonly Place[]): Place[] {
  return places
    .toSorted((a, b) => a.start - b.start)
    .filter((place, at, all) => place.start !== all[at - 1]?.start)
}

/** Of the last places that stand together the first, if all that is asked is among them; else infinity. */
function beginningOfAll(places: readonly Place[], all: number, near: number): number {
  const from = (places.at(-1)?.end ?? 0) - near
  const asked = new Set<string>()
  let at = places.length
  for (let place = places[at - 1]; place !== undefined && place.start >= from; place = places[at - 1]) {
    asked.add(place.asked)
    at--
  }
  return asked.size === all ? (places[at]?.start ?? 0) : Number.POSITIVE_INFINITY
}

const askedWord = (word: string): string => word.slice(0, SAME_WORD_CHARS)
const askedRow = (words: readonly string[]): string => words.join(' ')

function allAsked({ words, rows }: Sought): number {
  return new Set([...[...words].map(askedWord), ...rows.map((row) => askedRow(row.words))]).size
}

const LATIN = 0x250 // what follows is folded in ways that the first letter alone doesn't tell
const firstLetters: string[] = [] // folded, by letter

/** Folding every word of a text would take longer than finding the text did. */
function beginsLike({ words, rows }: Sought): (letter: number) => boolean {
  const firsts = new Set([...words, ...rows.map((row) => row.words[0] ?? '')].map((word) => word[0]))
  return (letter) => {
    if (letter >= LATIN) return true
    firstLetters[letter] ??= foldedText(String.fromCharCode(letter), '')[0] ?? ''
    return firsts.has(firstLetters[letter])
  }
}
