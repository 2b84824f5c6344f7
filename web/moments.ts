// Instants said as people say them, in the list's time zone: « mardi 3 nov., 20 h 14 ».
import type { Language } from './needs.ts'

const NBSP = '\u00a0'
const formats = new Map<string, Intl.DateTimeFormat>()

function format(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const id = `${language}|${timeZone}|${JSON.stringify(options)}`
  let found = formats.get(id)
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { ...options, timeZone })
    formats.set(id, found)
  }
  return found
}

/** The hour: « 20 h 14 », "20:14". */
export function hour(at: Date, language: Language, timeZone: string): string {
  const parts = format(language, timeZone, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  if (language === 'en') return `${of('hour')}:${of('minute')}`
  return `${Number(of('hour'))}${NBSP}h${NBSP}${of('minute')}`
}

/** Day and hour; the year is said when it is not `now`'s. */
export function moment(at: Date, language: Language, timeZone: string, now: Date): string {
  const year = sameYear(at, now, timeZone) ? {} : ({ year: 'numeric' } as const)
  const date = format(language, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    ...year,
  }).format(at)
  return `${keepDay(ordinal(date, language))}, ${hour(at, language, timeZone)}`
}

/** The day alone, short: « 3 nov. », with the year when it is not `now`'s. */
export function day(at: Date, language: Language, timeZone: string, now: Date): string {
  const year = sameYear(at, now, timeZone) ? {} : ({ year: 'numeric' } as const)
  const date = format(language, timeZone, { day: 'numeric', month: 'short', ...year }).format(at)
  return ordinal(date, language).replaceAll(' ', NBSP)
}

/** First and last day, ready for « du … au … »; `to` is absent when both are the same day. */
export function span(
  first: Date,
  last: Date,
  language: Language,
  timeZone: string,
): { readonly from: string; readonly to?: string } {
  const full = format(language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' })
  const said = (one: Intl.DateTimeFormat, at: Date) => ordinal(one.format(at), language).replaceAll(' ', NBSP)
  const to = said(full, last)
  if (said(full, first) === to) return { from: to }
  const monthOf = format(language, timeZone, { month: 'long', year: 'numeric' })
  const options: Intl.DateTimeFormatOptions =
    monthOf.format(first) === monthOf.format(last)
      ? { day: 'numeric' }
      : sameYear(first, last, timeZone)
        ? { day: 'numeric', month: 'long' }
        : { day: 'numeric', month: 'long', year: 'numeric' }
  return { from: said(format(language, timeZone, options), first), to }
}

/** A month of an address, '2026-11', in words; `short` leaves out the year. */
export function monthName(month: string, language: Language, length: 'with-year' | 'alone'): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  const year = length === 'with-year' ? ({ year: 'numeric' } as const) : {}
  return format(language, 'UTC', { month: 'long', ...year }).format(at)
}

/** The month of an instant, as its page is called and named. */
export function monthAt(at: Date, language: Language, timeZone: string): { month: string; name: string } {
  const parts = format('en', timeZone, { year: 'numeric', month: '2-digit' }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const month = `${of('year').padStart(4, '0')}-${of('month')}`
  return { month, name: monthName(month, language, 'with-year') }
}

/** As a title begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)
}

function sameYear(a: Date, b: Date, timeZone: string): boolean {
  const year = format('en', timeZone, { year: 'numeric' })
  return year.format(a) === year.format(b)
}

/** No line may begin with the month of a day: « mardi 3 nov. ». */
function keepDay(text: string): string {
  return text.replace(/(\d|1er) (?=\p{L})/u, `$1${NBSP}`).replace(/ (?=\d{4}$)/, NBSP)
}

/** French says the first of a month « 1er ». */
function ordinal(text: string, language: Language): string {
  return language === 'fr' ? text.replace(/(?<!\d)1(?=$| \p{L})/u, '1er') : text
}
