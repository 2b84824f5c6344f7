// Words that nobody uses, made of French syllables: to fill a lexicon, and to be looked for.
import type { Dice } from './dice.ts'

const STARTS = 'b bl br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr qu r s t tr v vr'.split(' ')
const VOWELS = 'a e i o u ou on an oi eu ai'.split(' ')
const ACCENTED = 'é è ê â î ô é è é'.split(' ')

const MIN_LETTERS = 9
const MAX_LETTERS = 16
/** No other word begins with the same letters, so that neither stems nor beginnings are shared. */
const OWN_LETTERS = 6

/** The word without accents, ligatures and capitals. */
export function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
}

/** A word of so many syllables, one of them accented if asked. */
export function coin(dice: Dice, syllables: number, letters: 'plain' | 'accented'): string {
  const accent = letters === 'accented' ? dice.below(syllables) : -1
  let word = ''
  for (let n = 0; n < syllables; n++)
    word += dice.pick(STARTS) + (n === accent ? dice.pick(ACCENTED) : dice.pick(VOWELS))
  return word
}

/** Coins words unlike each other and unlike all in a lexicon. */
export class RareWords {
  readonly #dice: Dice
  readonly #taken: Set<string>

  constructor(dice: Dice, lexicon: readonly string[]) {
    this.#dice = dice
    this.#taken = new Set(lexicon.map((word) => plain(word).slice(0, OWN_LETTERS)))
  }

  /** A word of 9 to 16 letters, with what is put before and after it. */
  coin(letters: 'plain' | 'accented', ending = '', beginning = ''): string {
    for (;;) {
      const word = beginning + coin(this.#dice, 4, letters) + ending
      const own = plain(word).slice(0, OWN_LETTERS)
      if (word.length < MIN_LETTERS || word.length > MAX_LETTERS || this.#taken.has(own)) continue
      this.#taken.add(own)
      return word
    }
  }
}
