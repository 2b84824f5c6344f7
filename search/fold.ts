// Words as they are compared. The same folding is done before indexing and before asking, here rather than in
// PostgreSQL, whose parser would read « -11 » in 2026-11-03 as a number, and a file name or an address as one word.
// What is written in Latin letters goes through one pass (fold-latin.ts); anything else through this definition.
import { foldLatin } from './fold-latin.ts'
import { plainLetters } from './letters.ts'

export { plainLetters } from './letters.ts'

// Articles and the like that French ties to the next word; U+2019 is the typographic apostrophe.
const ELISION =
  /(?<!\p{L})(?:[ldjnscmt]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['\u2019\u02bc\u2032](?=\p{L})/gu
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/gu

/** Longer words are cut: nobody types them, and PostgreSQL indexes none over 2 KB. */
export const WORD_CHARS = 80

/** The words of a text, folded, in order: letters and digits only, elided articles gone, each at most WORD_CHARS. */
export function foldedWords(text: string): string[] {
  const folded = foldedText(text, '')
  return folded === '' ? [] : folded.split(' ')
}

/** The folded words of a text with a space between them, each with this mark (of one Latin-1 letter) before it. */
export function foldedText(text: string, mark: string): string {
  return foldLatin(text, mark, WORD_CHARS) ?? foldAny(text, mark)
}

/** The definition, for any writing. */
export function foldAny(text: string, mark: string): string {
  return plainLetters(text)
    .replace(ELISION, ' ')
    .split(NOT_A_WORD)
    .filter((word) => word !== '')
    .map((word) => mark + (word.length > WORD_CHARS ? [...word].slice(0, WORD_CHARS).join('') : word))
    .join(' ')
}
