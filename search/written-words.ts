// The words of a text where they stand, read and folded only as far as somebody asks.
import { foldedText } from './fold.ts'

const OF_WORDS = /[\p{L}\p{N}\p{M}]/u
const ELIDED = /^(?:[ldjnscmt]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)$/i
const LONGEST_ELIDED = 7 // characters
const LETTER = /\p{L}/u
const APOSTROPHES = new Set([0x27, 0x2019, 0x02bc, 0x2032])

/** Offsets of a word in its text; `end` is the first one after it. */
export interface WrittenWord {
  readonly start: number
  readonly end: number
}

/** Words by their number, the first is 0; undefined after the last one. */
export interface WrittenWords {
  at(n: number): WrittenWord | undefined
  folded(n: number): string | undefined
}

/** The words of a text; elided articles are left out, as they are from what is indexed. */
export function writtenWords(text: string): WrittenWords {
  const words: WrittenWord[] = []
  const folded: string[] = []
  const at = (n: number): WrittenWord | undefined => {
    while (words.length <= n) {
      const next = wordFrom(text, words.at(-1)?.end ?? 0)
      if (next === undefined) return undefined
      words.push(next)
    }
    return words[n]
  }
  return {
    at,
    folded(n) {
      const word = at(n)
      if (word !== undefined) folded[n] ??= foldedText(text.slice(word.start, word.end), '')
      return folded[n]
    },
  }
}

function wordFrom(text: string, from: number): WrittenWord | undefined {
  for (let start = from; start < text.length; ) {
    const units = unitsOfLetter(text, start)
    if (units === 0) {
      start++
      continue
    }
    const end = wordEnd(text, start + units)
    if (!isElided(text, start, end)) return { start, end }
    start = end
  }
  return undefined
}

function wordEnd(text: string, from: number): number {
  let end = from
  while (end < text.length) {
    const units = unitsOfLetter(text, end)
    if (units === 0) break
    end += units
  }
  return end
}

function isElided(text: string, start: number, end: number): boolean {
  return (
    end - start <= LONGEST_ELIDED &&
    APOSTROPHES.has(text.charCodeAt(end)) &&
    LETTER.test(text[end + 1] ?? '') &&
    ELIDED.test(text.slice(start, end))
  )
}

const KNOWN = new Uint8Array(0x1_0000) // by UTF-16 unit: not looked at yet, of words, of no word
const [OF_A_WORD, OF_NONE] = [1, 2]

/** How many UTF-16 units the letter or digit there has; 0 where there is none. */
function unitsOfLetter(text: string, at: number): 0 | 1 | 2 {
  const unit = text.charCodeAt(at)
  if (unit >= 0xd800 && unit < 0xdc00) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return character.length === 2 && OF_WORDS.test(character) ? 2 : 0
  }
  const known = KNOWN[unit]
  if (known === OF_A_WORD) return 1
  if (known === OF_NONE) return 0
  const isOfWords = OF_WORDS.test(String.fromCharCode(unit))
  KNOWN[unit] = isOfWords ? OF_A_WORD : OF_NONE
  return isOfWords ? 1 : 0
}
