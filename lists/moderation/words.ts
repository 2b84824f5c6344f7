// Instants, sizes and small sentences as moderators read them.
import { enDecided, enModeration, enOutcomes } from '#templates/mails/en/moderation.ts'
import { frDecided, frModeration, frOutcomes } from '#templates/mails/fr/moderation.ts'
import type { Language } from '../mails.ts'

export const phrases = (language: Language) => (language === 'fr' ? frModeration : enModeration)
export const outcomes = (language: Language) => (language === 'fr' ? frOutcomes : enOutcomes)
export const decided = (language: Language) => (language === 'fr' ? frDecided : enDecided)

/** Puts what is known into a sentence; what stands in it is never read as a sentence again. */
export function said(sentence: string, known: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(known[name] ?? ''))
}

/** « à 10 h 12 », on another day « le 3 mars à 10 h 12 ». */
export function momentInWords(
  at: Date,
  { language, timeZone, now }: { readonly language: Language; readonly timeZone: string; readonly now: Date },
): string {
  const words = phrases(language)
  const hour = hourInWords(at, language, timeZone)
  return dayOf(at, timeZone) === dayOf(now, timeZone)
    ? said(words['at-hour'], { hour })
    : said(words['on-day'], { hour, day: dayInWords(at, language, timeZone) })
}

/** YYYY-MM-DD in a time zone. */
export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** The hour of the day in a time zone, 0 to 23. */
export function hourOf(at: Date, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at))
}

/** « 3 mars 2026 », « 1er mars 2026 ». */
export function dayInWords(at: Date, language: Language, timeZone: string): string {
  const words = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone,
  }).format(at)
  return language === 'fr' ? words.replace(/^1 /, '1er ').replaceAll(' ', '\u00a0') : words
}

function hourInWords(at: Date, language: Language, timeZone: string): string {
  const [hours = '', minutes = ''] = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' })
    .format(at)
    .split(':')
  return language === 'fr' ? `${Number(hours)}\u00a0h\u00a0${minutes}` : `${hours}:${minutes}`
}

/** « dans 10 minutes ». */
export function waitInWords(seconds: number, language: Language): string {
  const words = phrases(language)
  if (seconds === 0) return words['at-once']
  if (seconds < 60) return said(words['in-seconds'], { count: seconds })
  const minutes = Math.round(seconds / 60)
  return minutes === 1 ? words['in-a-minute'] : said(words['in-minutes'], { count: minutes })
}

/** « 12 Ko ». */
export function sizeInWords(bytes: number, language: Language): string {
  const [unit, by] = bytes >= 1024 * 1024 ? ['M', 1024 * 1024] : ['k', 1024]
  const number = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    maximumFractionDigits: unit === 'M' ? 1 : 0,
  }).format(Math.max(bytes / by, 1))
  const letter = language === 'fr' ? (unit === 'k' ? 'Ko' : 'Mo') : `${unit}B`
  return `${number}\u00a0${letter}`
}
