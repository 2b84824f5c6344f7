// Quotation marks as keyboards, telephones and word processors make them.

// What may close each; the straight one and the curly ones stand for one another, guillemets do not.
const CURLY = '"“”„‟＂'
const CLOSING: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...CURLY].map((mark) => [mark, CURLY])),
  '«': '»',
  '»': '«',
}

/** Every quotation mark. Single ones are apostrophes here. */
export const QUOTES = `${CURLY}«»`

const ANY = new RegExp(`[${QUOTES}]+`, 'g')

export function isQuote(char: string | undefined): boolean {
  return char !== undefined && char in CLOSING
}

/** Where the quotation that opens at this place closes; -1 where it does not. */
export function closingQuote(text: string, open: number): number {
  const closing = CLOSING[text[open] ?? ''] ?? ''
  for (let at = open + 1; at < text.length; at++) if (closing.includes(text[at] ?? '')) return at
  return -1
}

/** The text on one line, without quotation marks: what may stand between two of them. */
export function withoutQuotes(text: string): string {
  return text.replace(ANY, ' ').replace(/\s+/g, ' ').trim()
}
