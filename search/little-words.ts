// French words too common to search for, folded, and the commonest English ones. Words that also name things are not
// here: car, or, vers, sous, plus, été, son, eut.
const LITTLE = new Set(
  (
    'a ai and as au aux avaient avais avait avec avez avoir avons c ca ce ceci cela ces cet cette ' +
    'chez comme d dans de des donc dont du elle elles en es est et etaient etait etes etre eux il ' +
    'ils is j je jusqu l la le les leur leurs lorsqu lui m ma mais me meme memes mes moi mon n ne ni ' +
    'nos notre nous of on ont ou par pas pour presqu puisqu qu quand que quel quelle quelles quels ' +
    'qui quoi quoiqu s sa se ses si sommes sont suis sur t ta te tes that the to toi ton tres tu un ' +
    'une vos votre vous y'
  ).split(' '),
)

/** The folded words of a query that a message must have. */
export function tellingWords(words: readonly string[]): string[] {
  return words.filter((word) => !LITTLE.has(word))
}
