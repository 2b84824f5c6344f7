// Dates as people write them. One rule for all: a date names a stretch of days (a year, a month, a day);
//   date:X    is those days;
//   avant:X   ends just before the first of them;
//   après:X   begins with the first of them, included: what avant:X leaves, as Gmail has it;
//   date:X..Y goes from the first day of X to the last of Y, both included.
// So `avant:2019` and `après:2019` share all messages between them, and none is in both.
import { plainLetters } from '../fold.ts'
import type { Dates } from './tree.ts'

export type DateReading = 'before' | 'after' | 'during'

/** Days, `from` included, `until` excluded. */
interface Period {
  readonly from: string
  readonly until: string
}

const MONTHS = [
  'janvier january janv jan',
  'fevrier february fevr fev feb',
  'mars march mar',
  'avril april avr apr',
  'mai may',
  'juin june jun',
  'juillet july juil jul',
  'aout august aug',
  'septembre september sept sep',
  'octobre october oct',
  'novembre november nov',
  'decembre december dec',
].map((names) => names.split(' '))

const LAST_DAY = '9999-12-31'
const FIRST_YEAR = 1000

/** The days that a date or a range of dates means; undefined when it is neither. */
export function readDates(text: string, reading: DateReading): Dates | undefined {
  const typed = text.trim().replace(/^(\d{4})-(\d{4})$/, '$1..$2')
  const sides = typed.split(/\s*(?:\.{2,3}|…)\s*/)
  if (reading !== 'during' || sides.length === 1) {
    const period = readPeriod(typed)
    if (period === undefined) return undefined
    if (reading === 'before') return { kind: 'dates', until: period.from }
    if (reading === 'after') return { kind: 'dates', from: period.from }
    return { kind: 'dates', ...period }
  }
  return sides.length === 2 ? readRange(sides[0] ?? '', sides[1] ?? '') : undefined
}

function readRange(first: string, last: string): Dates | undefined {
  const begin = first === '' ? undefined : readPeriod(first)
  const end = last === '' ? undefined : readPeriod(last)
  if ((first !== '' && begin === undefined) || (last !== '' && end === undefined)) return undefined
  if (begin !== undefined && end !== undefined)
    return end.until <= begin.from
      ? { kind: 'dates', from: end.from, until: begin.until } // written backwards
      : { kind: 'dates', from: begin.from, until: end.until }
  if (begin !== undefined) return { kind: 'dates', from: begin.from }
  return end && { kind: 'dates', until: end.until }
}

/** The text without the hour of a date (`2019-03-12T10:00`, `20190312100000`); days are all that is told apart. */
export function withoutHour(text: string): string {
  return text
    .replace(/\b(\d{4}-\d\d-\d\d)(?:t| )\d\d[:h]?\d\d(?::?\d\d)?z?/gi, '$1')
    .replace(/(?<!\d)(\d{8})\d{4}(?:\d\d)?(?!\d)/g, '$1')
}

const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/
const DIGITS = /^(\d{4})(\d\d)(\d\d)?$/
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)$/
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/
const DAY_MONTH = /^(?:le )?(?:(\d{1,2})(?:er|st|nd|rd|th)?[ -]+)?([a-z]{3,9})\.?[ -]*(\d{4})$/
const MONTH_DAY = /^([a-z]{3,9})\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?[ -]+(\d{4})$/

/** `2019`, `2019-03`, `12/03/2019`, `03/2019`, `20190312`, `mars 2019`, `1er mars 2019`, `March 12, 2019`. */
export function readPeriod(text: string): Period | undefined {
  const typed = plainLetters(text)
    .replace(/[,\s]+/g, ' ')
    .trim()
  const iso = YEAR_FIRST.exec(typed) ?? DIGITS.exec(typed)
  if (iso !== null) return period(iso[1], iso[2], iso[3])
  const french = DAY_FIRST.exec(typed)
  if (french !== null) return period(fullYear(french[3] ?? ''), french[2], french[1])
  const month = MONTH_YEAR.exec(typed)
  if (month !== null) return period(month[2], month[1])
  const named = DAY_MONTH.exec(typed)
  if (named !== null) return period(named[3], monthNumber(named[2]), named[1])
  const english = MONTH_DAY.exec(typed)
  if (english !== null) return period(english[3], monthNumber(english[1]), english[2])
  return undefined
}

// The day after the last day there is stays that day: no date is written with five digits for its year.
function period(yearText?: string, monthText?: string, dayText?: string): Period | undefined {
  const year = Number(yearText)
  const month = Number(monthText ?? 1)
  const day = Number(dayText ?? 1)
  const from = new Date(Date.UTC(year, month - 1, day))
  if (!(year >= FIRST_YEAR) || from.getUTCMonth() !== month - 1 || from.getUTCDate() !== day) return undefined
  const until = new Date(from)
  if (dayText !== undefined) until.setUTCDate(day + 1)
  else if (monthText !== undefined) until.setUTCMonth(month)
  else until.setUTCFullYear(year + 1)
  return { from: isoDay(from), until: until.getUTCFullYear() > 9999 ? LAST_DAY : isoDay(until) }
}

/** The day before an ISO day. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return isoDay(date)
}

/** What a year, a month or a day is called in a query (`2019`, `2019-03`, `2019-03-12`), where the days are just that. */
export function periodName(from: string, until: string): string | undefined {
  return [from.slice(0, 4), from.slice(0, 7), from].find((name) => {
    const named = readPeriod(name)
    return named?.from === from && named.until === until
  })
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function monthNumber(name?: string): string {
  return String(MONTHS.findIndex((names) => names.includes(name ?? '')) + 1)
}

// Two digits as POSIX has them: 70 to 99 are of the last century (strptime, %y, with one year of difference).
function fullYear(typed: string): string {
  if (typed.length === 4) return typed
  return Number(typed) >= 70 ? `19${typed}` : `20${typed}`
}
