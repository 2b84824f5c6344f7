// The next line may stand apart like a paragraph: lines far from one another look so.
const DIVIDED = /(?<![\p{L}\p{N}])(\p{L}{1,40})[-\u00ad\u2010]\n{1,2}(\p{Ll}{1,40})/gu

/**
 * Joins words that a printed page divides at the end of a line. A compound keeps its hyphen: that is one whose halves
 * both stand elsewhere on the page while the joined word doesn't.
 */
export function joinHyphens(page: string): string {
  if (!/[-\u00ad\u2010]\n/.test(page)) return page
  const elsewhere = page.replace(DIVIDED, ' ').toLowerCase()
  const words = new Set(elsewhere.match(/[\p{L}\p{N}]+/gu))
  const stands = (word: string) => words.has(word.toLowerCase())
  return page.replace(DIVIDED, (_, before: string, after: string) => {
    const isCompound = !stands(before + after) && stands(before) && stands(after)
    return isCompound ? `${before}-${after}` : before + after
  })
}
