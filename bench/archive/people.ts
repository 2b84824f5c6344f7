// Who writes, and with what.

import { plain } from './coined.ts'
import type { Dice } from './dice.ts'
import type { Prose } from './prose.ts'

/** Mail programs by how they quote. */
export type Program = 'thunderbird' | 'gmail' | 'outlook' | 'outlook-old' | 'apple' | 'phone' | 'mutt'

export interface Author {
  readonly name: string
  readonly address: string
  readonly program: Program
  /** The language that their program speaks, whatever they write in. */
  readonly interface: 'fr' | 'en'
  /** Text, lines apart; most people have one. */
  readonly signature: readonly string[]
  /** Where in [0, 1) their habit of encoding lies: see mime/text-part.ts. */
  readonly encoding: number
  readonly html: 'never' | 'beside the text'
}

const FIRST =
  'Agathe Aïcha Alain Amélie Andrée Baptiste Béatrice Benoît Brigitte Camille Cécile Chloé Christophe Colette Côme Damien Delphine Désiré Édouard Élise Émile Eugénie Fanny Félix François Françoise Gaëlle Geneviève Ghislain Grégoire Hélène Hervé Ingrid Isaac Jacqueline Jean-Noël Jérémie Joëlle Josué Léa Léon Loïc Lætitia Maëlys Mélanie Michaël Moussa Nadège Noël Odile Ousmane Pélagie Pierre-Yves René Rosalie Sébastien Séverine Solène Tiên Ursule Valérie Véronique Yaël Zélie'.split(
    ' ',
  )
const LAST =
  'Abadie Allègre Aubépin Bâcler Barthélemy Béchir Besançon Boëdec Bœuf Carré Châtelain Cœurdoux Coulibaly Crépin Dâmier Delaunay Desprès Diarra Dubois Écuyer Fabre Fénelon Fontanès Français Gâtinel Gérin Guéguen Hœrter Huguenin Ibáñez Jégou Kœnig Lacroix Lamoureux Lebrun Lemaître Lœwe Mahé Maréchaux Mérigot Meyer Nedelec N’Guyen Noiret Olivetti O’Connor Paviot Pêcheur Périer Pietri Quémener Rambaud Renaudin Rivière Sœur Schneider Tardieu Tête Thénard Traoré Vaché Vandevelde Verdière Vœgtlin Wachter Yıldız Zöller'.split(
    ' ',
  )
const DOMAINS =
  'orange.example free.example laposte.example gmail.example courriel.example mairie15.example sorbonne.example coop-velo.example theatre-pont.example jardins.example'.split(
    ' ',
  )
const PROGRAMS: readonly Program[] = [
  'thunderbird',
  'thunderbird',
  'thunderbird',
  'gmail',
  'gmail',
  'gmail',
  'outlook',
  'outlook',
  'outlook-old',
  'apple',
  'phone',
  'mutt',
]

/** So many people, no two with the same address. */
export function people(dice: Dice, prose: Prose, count: number): Author[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, () => {
    const [first, last] = [dice.pick(FIRST), dice.pick(LAST)]
    return author(dice, prose, `${first} ${last}`, address(dice, first, last, taken))
  })
}

function author(dice: Dice, prose: Prose, name: string, address: string): Author {
  const phone = Array.from({ length: 4 }, () => String(10 + dice.below(90))).join(' ')
  const signature = dice.happens(0.7) ? [name, prose.sentence().slice(0, 60), `Tél. 01 ${phone}`] : []
  return {
    name,
    address,
    program: dice.pick(PROGRAMS),
    interface: dice.happens(0.94) ? 'fr' : 'en',
    signature,
    encoding: dice.share(),
    html: dice.happens(0.4) ? 'beside the text' : 'never',
  }
}

function address(dice: Dice, first: string, last: string, taken: Set<string>): string {
  const [f, l] = [first, last].map((name) => plain(name).replace(/[^a-z-]/g, ''))
  for (let n = 1; ; n++) {
    const local = dice.happens(0.8) ? `${f}.${l}` : `${f!.charAt(0)}${l}`
    const whole = `${local}${n === 1 ? '' : n}@${dice.pick(DOMAINS)}`
    if (taken.has(whole)) continue
    taken.add(whole)
    return whole
  }
}
