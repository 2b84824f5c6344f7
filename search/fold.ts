// Words as they are compared. The same folding is done before indexing and before asking, here rather than in
// PostgreSQL, whose parser would read « -11 » in 2026-11-03 as a number, and a file name or an address as one word.

// Articles and the like that French ties to the next word; U+2019 is the typographic apostrophe.
const ELISION =
  /(?<!\p{L})(?:[ldjnscmt]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['\u2019\u02bc\u2032](?=\p{L})/gu
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ł: 'l' }
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/gu

/** Longer words are cut: nobody types them, and PostgreSQL indexes none over 2 KB. */
export const WORD_CHARS = 80

/** The text without accents, ligatures and capitals; as long as it likes, and harmless to run twice. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD') // before the capitals: 𝐀 becomes A
    .toLowerCase()
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replace(/[œæßøđł]/g, (letter) => LIGATURES[letter] ?? letter)
}

/** The words of a text, folded, in order: letters and digits only, elided articles gone, each at most WORD_CHARS. */
export function foldedWords(text: string): string[] {
  return plainLetters(text)
    .replace(ELISION, ' ')
    .split(NOT_A_WORD)
    .filter((word) => word !== '')
    .map((word) => (word.length > WORD_CHARS ? [...word].slice(0, WORD_CHARS).join('') : word))
}
