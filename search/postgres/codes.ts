// A message's words as codes: one to four characters for each word of the lexicon, after a mark that says which zone
// of the message it stands in. Facts about the message (its month, its lists) are codes too, so that one index answers
// all. Codes are stored: what is here never changes its meaning.
import type { FileKind } from '#archive/file-kinds.ts'
import type { Zone } from './zones.ts'

export const MARKS: Readonly<Record<Zone, string>> = {
  new: '',
  quoted: '>',
  subject: '#',
  sender: '<',
  recipient: '@',
  filename: '$',
  other: '+',
}

// All that can be printed in ASCII but the marks, what separates, and what arrays, patterns and bindings give a meaning.
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz&*-/:;=_`~'

/** The code of the word with this number in the lexicon: the first ones have one character, then two … */
export function codeOf(number: number): string {
  let code = ''
  let rest = number
  do {
    code = DIGITS[rest % DIGITS.length] + code
    rest = Math.floor(rest / DIGITS.length) - 1
  } while (rest >= 0)
  return code
}

/** Between texts that no phrase spans. */
export const BREAK = '|'
const FACT = '!'
/** Parts of messages that have several. */
export const SEVERAL_PARTS = `${FACT}several`
export const HAS_ATTACHMENT = `${FACT}file`
/** Dated so early or so late that questions about days don't name the year. */
export const ODD_DATE = `${FACT}odd`
export const fileKindFact = (kind: FileKind): string => `${FACT}k${kind}`
/** Months counted from year 0, in UTC. */
export const monthFact = (month: number): string => `${FACT}m${codeOf(month)}`
export const yearFact = (year: number): string => `${FACT}y${codeOf(year)}`
/** Where it is or was (migration 011 writes it too); `lists` of the entry says where it is now. */
export const listFact = (listId: number): string => `${FACT}l${listId}`
