import type { Dice } from './dice.ts'

export interface MailingList {
  readonly name: string
  readonly address: string
  /** Put before subjects, with a space; or nothing. */
  readonly tag: string
  /** An author's number, drawn among those who write to this list. */
  readonly writer: () => number
}

const DOMAIN = 'listes.example'
const NAMES =
  'discussion annonces bureau conseil benevoles ateliers balades velo15 theatre chorale jardin compost amap quartier parents accueil presse finances juridique communication informatique archives bibliotheque traduction europe climat energie logement sante solidarite repas fete cinema photo couture musique danse echecs lecture poesie histoire patrimoine seine metro ecole college lycee sport randonnee natation petanque reparation ressourcerie cartographie logiciels reseau securite moderation federation essais'.split(
    ' ',
  )
const FEWEST_WRITERS = 20

/** So many lists, the liveliest first, each with some of the `people` writing to it. */
export function mailingLists(dice: Dice, count: number, people: number): MailingList[] {
  const anybody = dice.zipf(people, 12, 0.9)
  return Array.from({ length: count }, (_, n) => {
    const turn = Math.floor(n / NAMES.length)
    const name = `${NAMES[n % NAMES.length]}${turn === 0 ? '' : turn + 1}`
    const writers = Array.from({ length: Math.min(people, FEWEST_WRITERS + dice.below(300)) }, anybody)
    const rank = dice.zipf(writers.length, 2, 1)
    return {
      name,
      address: `${name}@${DOMAIN}`,
      tag: dice.happens(0.5) ? `[${name}] ` : '',
      writer: () => writers[rank()]!,
    }
  })
}
