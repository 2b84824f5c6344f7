// A year or a month as people write it: « 2025-11 », « novembre 2025 », « 11/2025 », « ce mois-ci ». Pure.
import { plain } from './plain.ts'

/** A year '2025' or a month '2025-11'. */
export type Period = string

const LITTLE = new Set(
  [
    'de',
    'du',
    'des',
    'd',
    'le',
    'la',
    'les',
    'l',
    'en',
    'mois',
    'annee',
    'pour',
    'of',
    'the',
    'for',
    'in',
  ].concat(['month', 'year', 'ci']),
)
/** How the months begin, in French or English, as they may be shortened. */
const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
]
const SHORTEST = 3 // letters of a month

/** The period that is written, seen from a day ('2026-11-22'); undefined where it is none. */
export function periodOf(written: string, today: string): Period | undefined {
  const said = plain(written).split(' ')
  const words = said.filter((word) => !LITTLE.has(word))
  const [first = '', second = '', ...others] = words
  if (first === '' || others.length > 0) return undefined
  if (second === '') return one(first, said, today)
  if (isYear(first)) return monthOf(first, numberOf(second))
  return isYear(second) ? monthOf(second, numberOf(first)) : undefined
}

function one(word: string, said: readonly string[], today: string): Period | undefined {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const isAboutYear = said.includes('annee') || said.includes('year')
  if (word === 'ce' || word === 'cette' || word === 'this')
    return isAboutYear ? String(year) : monthOf(String(year), month)
  if (/^(?:derniere?|passee?|last)$/.test(word)) {
    if (isAboutYear) return String(year - 1)
    return month === 1 ? monthOf(String(year - 1), 12) : monthOf(String(year), month - 1)
  }
  if (isYear(word)) return word
  const named = nameOf(word)
  // A month without its year is the last one of that name.
  return named === undefined ? undefined : monthOf(String(named > month ? year - 1 : year), named)
}

const isYear = (word: string): boolean => /^(?:19|20)\d\d$/.test(word)

function numberOf(word: string): number | undefined {
  return /^\d{1,2}$/.test(word) ? Number(word) : nameOf(word)
}

function nameOf(word: string): number | undefined {
  if (word.length < SHORTEST) return undefined
  const found = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(word)) ? [at + 1] : []))
  return found.length === 1 ? found[0] : undefined
}

function monthOf(year: string, month: number | undefined): Period | undefined {
  if (month === undefined || month < 1 || month > 12) return undefined
  return `${year}-${String(month).padStart(2, '0')}`
}
