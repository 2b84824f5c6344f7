import type { Dice } from './dice.ts'
import * as english from './english.ts'
import type { Lexicon } from './lexicon.ts'

export type Language = 'fr' | 'en'

const ENDS = ['.', '.', '.', '.', ' !', ' ?', '…']

/** Sentences, paragraphs and titles, drawn from a lexicon. */
export class Prose {
  readonly #dice: Dice
  readonly #lexicon: Lexicon
  readonly #rank: Readonly<Record<Language, () => number>>
  readonly #words: Readonly<Record<Language, readonly string[]>>

  constructor(dice: Dice, lexicon: Lexicon) {
    this.#dice = dice
    this.#lexicon = lexicon
    // An English text also has names and words of its trade, which are those of the lexicon.
    this.#words = { fr: lexicon.words, en: [...english.COMMON, ...lexicon.words.slice(2_000, 6_000)] }
    this.#rank = {
      fr: dice.zipf(this.#words.fr.length, 2.7, 1.07),
      en: dice.zipf(this.#words.en.length, 2.7, 1.25),
    }
  }

  word(language: Language = 'fr'): string {
    return this.#words[language][this.#rank[language]()]!
  }

  sentence(language: Language = 'fr'): string {
    if (language === 'en')
      return this.#dice.happens(0.4) ? this.#dice.pick(english.SENTENCES) : this.#row('en')
    const { sentences, asWritten } = this.#lexicon
    return this.#dice.happens(asWritten) ? this.#dice.pick(sentences) : this.#row('fr')
  }

  sentences(count: number, language: Language = 'fr'): string[] {
    return Array.from({ length: count }, () => this.sentence(language))
  }

  /** One to four sentences. */
  paragraph(language: Language): string {
    return this.sentences(1 + this.#dice.below(4), language).join(' ')
  }

  /** Two to seven words. */
  title(language: Language): string {
    const words = Array.from({ length: 2 + this.#dice.below(6) }, () => this.word(language))
    return capital(words.join(' ')) + (this.#dice.happens(0.15) ? (language === 'fr' ? ' ?' : '?') : '')
  }

  #row(language: Language): string {
    let text = this.word(language)
    for (let left = 5 + this.#dice.below(18); left > 0; left--)
      text += (this.#dice.happens(0.08) ? ', ' : ' ') + this.word(language)
    return capital(text) + this.#dice.pick(ENDS)
  }
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
