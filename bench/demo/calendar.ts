import type { When } from './scene.ts'

const ZONE = 'Europe/Paris'
const DAY_MS = 86_400_000
const WINDOW_DAYS = 548
const SETTLED_DAYS = 8 // a conversation of the season has had time to end
const DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' })
const offset = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' })

/** The zone's distance from UTC at that instant, as mail writes it: +0100. */
export function zoneOffset(at: Date): string {
  const name = offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+0000' : name.slice(3).replace(':', '')
}

/** That instant on a clock in Paris: 2026-11-03 20:14:05. */
export function parisClock(at: Date): string {
  return clock.format(at)
}

/** The instant at which a clock in Paris shows this; either one in the hour that comes twice. */
export function atParis(day: string, minutes: number): Date {
  const naive = new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000)
  const shift = zoneOffset(naive)
  const sign = shift.startsWith('-') ? -1 : 1
  return new Date(naive.getTime() - sign * (Number(shift.slice(1, 3)) * 60 + Number(shift.slice(3))) * 60_000)
}

/** The day, in Paris, on which a conversation starts; `lastYear` is kept only within eighteen months. */
export function dayOf(when: When, now: Date): string {
  const daysAgo = (days: number): string => parisClock(new Date(now.getTime() - days * DAY_MS)).slice(0, 10)
  if ('ago' in when) return daysAgo(when.ago)
  const latest = daysAgo(SETTLED_DAYS)
  const year = Number(latest.slice(0, 4)) - (`${latest.slice(0, 4)}-${when.on}` <= latest ? 0 : 1)
  const before = `${year - 1}-${when.on}`
  return when.lastYear && before >= daysAgo(WINDOW_DAYS) ? before : `${year}-${when.on}`
}

/** The first such weekday at least `after` days from that day. */
export function weekdayAfter(day: string, weekday: string, after: number): Date {
  const from = Date.parse(`${day}T12:00:00Z`) + after * DAY_MS
  const wanted = DAYS.indexOf(weekday)
  return new Date(from + ((wanted - new Date(from).getUTCDay() + 7) % 7) * DAY_MS)
}

/** « samedi 1er mars », as people write it. */
export function inWords(date: Date): string {
  const text = new Intl.DateTimeFormat('fr-FR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: ZONE,
  })
  return text.format(date).replace(/\b1 /, '1er ')
}

/** Fills {samedi}, {jeudi+10} (ten days later at least) and {an}, {an+1} for a conversation begun that day. */
export function fillDates(text: string, day: string): string {
  return text.replace(/\{([a-z]+)(?:\+(\d+))?\}/g, (all, word: string, more: string | undefined) => {
    if (word === 'an') return String(Number(day.slice(0, 4)) + Number(more ?? 0))
    return DAYS.includes(word) ? inWords(weekdayAfter(day, word, Number(more ?? 2))) : all
  })
}

/** « mar. 3 nov. 2026 à 20:14 » and its kin, for attributions. */
export function attributionDate(
  at: Date,
  style: 'short' | 'numeric' | 'long',
): { date: string; time: string } {
  const [, time = ''] = parisClock(at).split(' ')
  const form: Record<typeof style, Intl.DateTimeFormatOptions> = {
    short: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
    long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  }
  const date = new Intl.DateTimeFormat('fr-FR', { ...form[style], timeZone: ZONE }).format(at)
  return { date, time: time.slice(0, 5) }
}

/** RFC 5322 §3.3 date-time. */
export function mailDate(at: Date): string {
  const [day = '', time = ''] = parisClock(at).split(' ')
  const noon = new Date(`${day}T12:00:00Z`).toUTCString()
  return `${noon.slice(0, 16)} ${time} ${zoneOffset(at)}`
}
