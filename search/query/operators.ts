// The names before a colon. French and English, then public-inbox's (its `public-inbox-…/_/text/help` page). What a
// patch tracker needs (dfn: dfhh: patchid: …) is not here and is searched as words.
import leven from 'leven'
import { plainLetters } from '../fold.ts'
import type { DateReading } from './dates.ts'
import type { Role, Zone } from './tree.ts'

export type Operator =
  | { readonly kind: 'words'; readonly zones: readonly Zone[] }
  | { readonly kind: 'person'; readonly role: Role }
  | { readonly kind: 'dates'; readonly reading: DateReading }
  | { readonly kind: 'list' | 'space' | 'has' | 'file-kind' | 'id' | 'thread' }

/** Each operator's names, without accents and capitals. Only `à` is told from `a`: see operatorNamed. */
export const OPERATORS: readonly (readonly [Operator, string])[] = [
  [{ kind: 'person', role: 'from' }, 'de from expediteur auteur sender author f'],
  [{ kind: 'person', role: 'to' }, 'to cc pour destinataire copie t c tc'],
  [{ kind: 'person', role: 'any' }, 'personne person a tcf'],
  [{ kind: 'words', zones: ['subject'] }, 'sujet objet subject s'],
  [{ kind: 'words', zones: ['new'] }, 'nouveau new nq'],
  [{ kind: 'words', zones: ['quoted'] }, 'cite citation quoted q'],
  [{ kind: 'words', zones: ['new', 'quoted'] }, 'corps texte body text b'],
  [{ kind: 'words', zones: ['subject', 'new', 'quoted'] }, 'bs'],
  [{ kind: 'words', zones: ['filename'] }, 'fichier filename file piece pj attachment n'],
  [{ kind: 'list' }, 'liste list lid l'],
  [{ kind: 'space' }, 'espace space association asso'],
  [{ kind: 'dates', reading: 'before' }, 'avant before older'],
  [{ kind: 'dates', reading: 'after' }, 'apres after depuis since newer'],
  [{ kind: 'dates', reading: 'during' }, 'date annee mois year month d dt rt'],
  [{ kind: 'has' }, 'avec has'],
  [{ kind: 'file-kind' }, 'type kind'],
  [{ kind: 'id' }, 'id mid message-id messageid rfc822msgid m'],
  [{ kind: 'thread' }, 'fil thread'],
]

const TO: Operator = { kind: 'person', role: 'to' }
const NAMED = new Map(
  OPERATORS.flatMap(([operator, names]) => names.split(' ').map((name) => [name, operator])),
)

/** The operator of that name, in any case, with accents or without: but `à` is To and Cc, `a` is From as well. */
export function operatorNamed(name: string): Operator | undefined {
  if (name.normalize('NFC').toLowerCase() === 'à') return TO
  return NAMED.get(plainLetters(name))
}

/** The name that somebody may have meant: one slip of the finger away, two in a long one. */
export function nearestOperator(name: string): string | undefined {
  const typed = plainLetters(name)
  if (typed.length < 3) return undefined
  const slips = typed.length < 5 ? 1 : 2
  const near = [...NAMED.keys()].filter((one) => one.length > 2 && leven(one, typed) <= slips)
  return near.sort((a, b) => leven(a, typed) - leven(b, typed))[0]
}
