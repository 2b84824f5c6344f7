// PostgreSQL's list of French words too common to search for lacks some, and knows others only with the accents that
// are folded away. Words that also name things are not here: car, or, vers, sous, plus, été.
const LITTLE = new Set(
  (
    'les a cet cette ca cela ceci ils elles leurs dont quoi si donc ni comme quand quel quelle quels quelles ' +
    'etre etes etait etaient avoir meme memes tres jusqu lorsqu puisqu quoiqu presqu chez the of and to is that'
  ).split(' '),
)

/** The folded words of a query that a message must have. */
export function tellingWords(words: readonly string[]): string[] {
  return words.filter((word) => !LITTLE.has(word))
}
