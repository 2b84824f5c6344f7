// Letters without what makes them look different: accents, capitals, ligatures.

// Letters of their own that no accent makes. The index marks words with some of them (words.ts): none may be left.
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ð: 'd',
}

// Accents, and what is not seen: soft hyphens, the choice between a sign and its picture, the keycap of 1️⃣.
const NOT_SEEN = /(?:[\u0300-\u036f]|[\u00ad\u2060\ufeff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f])+/g

/** The text without accents, ligatures and capitals; as long as it likes, and harmless to run twice. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD') // before the capitals: 𝐀 becomes A
    .toLowerCase()
    .replace(NOT_SEEN, '')
    .normalize('NFC')
    .replace(/[œæßøđłþð]/g, (letter) => LETTERS[letter] ?? letter)
}
