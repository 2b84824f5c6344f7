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
  return `${keepDay(date)}, ${hour(at, language, timeZone)}`
}

/** The day alone, short: « 3 nov. », with the year when it is not `now`'s. */
export function day(at: Date, language: Language, timeZone: string, now: Date): string {
  const year = sameYear(at, now, timeZone) ? {} : ({ year: 'numeric' } as const)
  return format(language, timeZone, { day: 'numeric', month: 'short', ...year })
    .format(at)
    .replaceAll(' ', NBSP)
}

/** First and last day, ready for « du … au … »; `to` is absent when both are the same day. */
export function span(
  first: Date,
  last: Date,
  language: Language,
  timeZone: string,
): { readonly from: string; readonly to?: string } {
  const full = format(language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' })
  const to = full.format(last).replaceAll(' ', NBSP)
  if (full.format(first).replaceAll(' ', NBSP) === to) return { from: to }
  const monthOf = format(language, timeZone, { month: 'long', year: 'numeric' })
  const options: Intl.DateTimeFormatOptions =
    monthOf.format(first) === monthOf.format(last)
      ? { day: 'numeric' }
      : sameYear(first, last, timeZone)
        ? { day: 'numeric', month: 'long' }
        : { day: 'numeric', month: 'long', year: 'numeric' }
  return { from: format(language, timeZone, options).format(first).replaceAll(' ', NBSP), to }
}

/** A month of an address, '2026-11', in words; `short` leaves out the year. */
export function monthName(month: string, language: Language, length: 'with-year' | 'alone'): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  const year = length === 'with-year' ? ({ year: 'numeric' } as const) : {}
  return format(language, 'UTC', { month: 'long', ...year }).format(at)
}

function sameYear(a: Date, b: Date, timeZone: string): boolean {
  const year = format('en', timeZone, { year: 'numeric' })
  return year.format(a) === year.format(b)
}

/** No line may begin with the month of a day: « mardi 3 nov. ». */
function keepDay(text: string): string {
  return text.replace(/(\d) (?=\p{L})/u, `$1${NBSP}`).replace(/ (?=\d{4}$)/, NBSP)
}
