// When messages are dated, as facts of the index: months and years in UTC.
import type { Dates } from '../query/tree.ts'
import { monthFact, ODD_DATE, yearFact } from './codes.ts'

/** Messages are dated from this year on, but for odd ones. */
const FIRST_YEAR = 1990
/** Next year may have begun somewhere. */
const lastYear = (): number => new Date().getUTCFullYear() + 1

/** Months counted from year 0. */
export const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth()

/** What the index knows of a date. */
export function factsOfDate(date: Date): string[] {
  const year = date.getUTCFullYear()
  const odd = year < FIRST_YEAR || year > lastYear() ? [ODD_DATE] : []
  return [yearFact(year), monthFact(monthOf(date)), ...odd]
}

/** Facts one of which all have that are dated in these months; `until` is excluded. */
export function factsOfMonths(from: number, until: number): string[] {
  const end = Math.min(until, (lastYear() + 1) * 12)
  const facts = [ODD_DATE]
  for (let month = Math.max(from, FIRST_YEAR * 12); month < end; ) {
    const isWholeYear = month % 12 === 0 && month + 12 <= end
    facts.push(isWholeYear ? yearFact(month / 12) : monthFact(month))
    month += isWholeYear ? 12 : 1
  }
  return facts
}

/** Facts of the months that these days touch, in whatever time zone they begin. */
export function factsOfDays({ from, until }: Dates): string[] {
  const first = from === undefined ? 0 : monthOf(shifted(from, -1))
  const end = until === undefined ? Number.POSITIVE_INFINITY : monthOf(shifted(until, 1)) + 1
  return factsOfMonths(first, end)
}

function shifted(day: string, days: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
}
