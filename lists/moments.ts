// Instants said as people say them, in the list's time zone: « mardi 3 nov., 20 h 14 ».
import type { Language } from './mails.ts'

const NBSP = '\u00a0'
/** What our dates are made of; making a format of one costs more than everything else of a page. */
const SHAPES = {
  hour: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long', day: 'numeric', month: 'short' },
  'weekday of a year': { weekday: 'long', day: 'numeric', month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short' },
  'day of a year': { day: 'numeric', month: 'short', year: 'numeric' },
  'day alone': { day: 'numeric' },
  'long day': { day: 'numeric', month: 'long' },
  'long day of a year': { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long' },
  'month of a year': { month: 'long', year: 'numeric' },
  numbers: { year: 'numeric', month: 'numeric', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, timeZone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const id = `${language} ${shape} ${timeZone}`
  let found = formats.get(id)
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { ...SHAPES[shape], timeZone })
    formats.set(id, found)
  }
  return found
}

/** The hour: « 20 h 14 », "20:14". */
export function hour(at: Date, language: Language, timeZone: string): string {
  const [hours, minutes] = format('en', timeZone, 'hour').format(at).split(':')
  return language === 'en' ? `${hours}:${minutes}` : `${Number(hours)}${NBSP}h${NBSP}${minutes}`
}

/** Day and hour; the year is said when it is not `now`'s. */
export function moment(at: Date, language: Language, timeZone: string, now: Date): string {
  const shape = sameYear(at, now, timeZone) ? 'weekday' : 'weekday of a year'
  const date = format(language, timeZone, shape).format(at)
  return `${keepDay(ordinal(date, language))}, ${hour(at, language, timeZone)}`
}

/** The day alone, short: « 3 nov. », with the year when it is not `now`'s. */
export function day(at: Date, language: Language, timeZone: string, now: Date): string {
  const shape = sameYear(at, now, timeZone) ? 'day' : 'day of a year'
  const date = format(language, timeZone, shape).format(at)
  return ordinal(date, language).replaceAll(' ', NBSP)
}

/** First and last day, ready for « du … au … »; `to` is absent when both are the same day. */
export function span(
  first: Date,
  last: Date,
  language: Language,
  timeZone: string,
): { readonly from: string; readonly to?: string } {
  const full = format(language, timeZone, 'long day of a year')
  const said = (one: Intl.DateTimeFormat, at: Date) => ordinal(one.format(at), language).replaceAll(' ', NBSP)
  const to = said(full, last)
  if (said(full, first) === to) return { from: to }
  const monthOf = format(language, timeZone, 'month of a year')
  if (monthOf.format(first) === monthOf.format(last))
    return { from: said(format(language, timeZone, 'day alone'), first), to }
  const shape = sameYear(first, last, timeZone) ? 'long day' : 'long day of a year'
  return { from: said(format(language, timeZone, shape), first), to }
}

/** A month of an address, '2026-11', in words; `short` leaves out the year. */
export function monthName(month: string, language: Language, length: 'with-year' | 'alone'): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  return format(language, 'UTC', length === 'with-year' ? 'month of a year' : 'month').format(at)
}

/** The month of an instant, as its page is called and named. */
export function monthAt(at: Date, language: Language, timeZone: string): { month: string; name: string } {
  const { year, month } = dateNumbers(at, timeZone)
  const named = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  return { month: named, name: monthName(named, language, 'with-year') }
}

/** Year, month from 1, and day of an instant. */
export function dateNumbers(at: Date, timeZone: string): { year: number; month: number; day: number } {
  // en-GB: day/month/year.
  const [day = 1, month = 1, year = 1] = format('en', timeZone, 'numbers').format(at).split('/').map(Number)
  return { year, month, day }
}

/** As a title begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)
}

function sameYear(a: Date, b: Date, timeZone: string): boolean {
  // Far from a turn of the year the zone, at most 14 hours off, does not matter.
  if (!isNearNewYear(a) && !isNearNewYear(b)) return a.getUTCFullYear() === b.getUTCFullYear()
  return dateNumbers(a, timeZone).year === dateNumbers(b, timeZone).year
}

function isNearNewYear(at: Date): boolean {
  const month = at.getUTCMonth()
  return (month === 0 && at.getUTCDate() === 1) || (month === 11 && at.getUTCDate() === 31)
}

/** No line may begin with the month of a day: « mardi 3 nov. ». */
function keepDay(text: string): string {
  return text.replace(/(\d|1er) (?=\p{L})/u, `$1${NBSP}`).replace(/ (?=\d{4}$)/, NBSP)
}

/** French says the first of a month « 1er ». */
function ordinal(text: string, language: Language): string {
  return language === 'fr' ? text.replace(/(?<!\d)1(?=$| \p{L})/u, '1er') : text
}
