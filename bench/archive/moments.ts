// When mails are written, and how programs write that.
import type { Dice } from './dice.ts'
import type { Language } from './prose.ts'

const DAY = 86_400 // seconds, like all instants here: since 1970
const HOUR = 3_600
const FIRST = Date.UTC(2015, 0, 5) / 1000
const YEAR = 365.25 * DAY
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const JOURS = 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' ')
const MOIS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const MOIS_BREF = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ')
const ABROAD = [0, -240, -300, 330, 540] // minutes from UTC

/** So many instants over so many years, in order, no two the same: more every year, mostly in the day, fewer on Sundays. */
export function moments(dice: Dice, count: number, years: number): Float64Array {
  const all = new Float64Array(count)
  for (let n = 0; n < count; n++) all[n] = moment(dice, years * YEAR)
  all.sort()
  for (let n = 1; n < count; n++) if (all[n]! <= all[n - 1]!) all[n] = all[n - 1]! + 1
  return all
}

function moment(dice: Dice, span: number): number {
  for (;;) {
    const at = Math.floor(FIRST + span * dice.share() ** 0.8)
    const hour = Math.floor((at % DAY) / HOUR)
    const isWeekend = new Date(at * 1000).getUTCDay() % 6 === 0
    const awake = hour < 5 ? 0.04 : hour < 7 ? 0.3 : hour < 18 ? 1 : hour < 21 ? 0.6 : 0.2
    if (dice.happens(awake * (isWeekend ? 0.35 : 1))) return at
  }
}

const summers = new Map<number, readonly [number, number]>()

/** Minutes that Paris is ahead of UTC (directive 2000/84/EC: last Sundays of March and October, 01:00 UTC). */
export function parisOffset(at: number): number {
  const year = new Date(at * 1000).getUTCFullYear()
  let summer = summers.get(year)
  if (summer === undefined) {
    summer = [lastSunday(year, 2), lastSunday(year, 9)]
    summers.set(year, summer)
  }
  return at >= summer[0] && at < summer[1] ? 120 : 60
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1))
  return last.getTime() / 1000 - last.getUTCDay() * DAY
}

/** Where a mail's author is: nearly always in France. */
export function offsetOf(dice: Dice, at: number): number {
  return dice.happens(0.93) ? parisOffset(at) : dice.pick(ABROAD)
}

/** A date whose UTC fields show what a clock in Paris shows. */
export function inParis(at: number): Date {
  return new Date((at + parisOffset(at) * 60) * 1000)
}

/** RFC 5322 §3.3 date-time. */
export function mailDate(at: number, offset: number): string {
  const here = new Date((at + offset * 60) * 1000)
  const zone = two(Math.floor(Math.abs(offset) / 60)) + two(Math.abs(offset) % 60)
  return `${DAYS[here.getUTCDay()]}, ${here.getUTCDate()} ${MONTHS[here.getUTCMonth()]} ${here.getUTCFullYear()} ${clock(here)}:${two(here.getUTCSeconds())} ${offset < 0 ? '-' : '+'}${zone}`
}

/** The date of an mbox From_ line, in UTC (RFC 4155). */
export function mboxDate(at: number): string {
  const here = new Date(at * 1000)
  const day = String(here.getUTCDate()).padStart(2)
  return `${DAYS[here.getUTCDay()]} ${MONTHS[here.getUTCMonth()]} ${day} ${clock(here)}:${two(here.getUTCSeconds())} ${here.getUTCFullYear()}`
}

/** As attributions write it: `numeric` 03/11/2019, `short` mar. 3 nov. 2019, `long` mardi 3 novembre 2019. */
export function writtenDate(
  at: number,
  form: 'numeric' | 'short' | 'long',
  language: Language,
): { date: string; time: string } {
  const here = inParis(at)
  const [day, year] = [here.getUTCDate(), here.getUTCFullYear()]
  const time = clock(here)
  if (form === 'numeric') return { date: `${two(day)}/${two(here.getUTCMonth() + 1)}/${year}`, time }
  if (language === 'en')
    return { date: `${DAYS[here.getUTCDay()]}, ${MONTHS[here.getUTCMonth()]} ${day}, ${year}`, time }
  const jour = JOURS[here.getUTCDay()]!
  if (form === 'long') return { date: `${jour} ${day} ${MOIS[here.getUTCMonth()]} ${year}`, time }
  return { date: `${jour.slice(0, 3)}. ${day} ${MOIS_BREF[here.getUTCMonth()]} ${year}`, time }
}

const two = (number: number): string => String(number).padStart(2, '0')
const clock = (here: Date): string => `${two(here.getUTCHours())}:${two(here.getUTCMinutes())}`
