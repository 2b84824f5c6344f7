// When an answer's messages were written: a picture of bars, and the same in figures. Every bar narrows the question.
import type { Month, Timeline } from '#search/engine.ts'
import { monthName } from '../moments.ts'
import type { Language } from '../needs.ts'
import { say } from '../sentences.ts'
import { askedInstead, searchUrl } from './asked.ts'
import type { Narrowing } from './facets.ts'
import { daysOf, narrowed } from './narrow.ts'

const MOST_MONTHS = 36 // drawn as months; what is longer by years
const MOST_BARS = 60
const FEWEST_MONTHS = 12 // drawn, so that bars are bars
const HEIGHT = 48 // of the picture, in its own units
const STEP = 12
const WIDTH = 9

interface Period {
  readonly period: string
  readonly messages: number
}

/** Undefined where all is of one month, or nothing is. */
export function timelineView(timeline: Timeline, narrowing: Narrowing) {
  const { months } = timeline
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  const isLong = numberOf(last.month) - numberOf(first.month) >= MOST_MONTHS
  const periods = isLong ? yearsOf(months) : everyMonth(months)
  const shown = periods.slice(-MOST_BARS)
  const busiest = shown.reduce((most, { messages }) => Math.max(most, messages), 1)
  const { language } = narrowing
  return {
    width: shown.length * STEP,
    height: HEIGHT,
    bars: shown.flatMap((period, at) =>
      period.messages === 0 ? [] : [{ ...bar(period, at, busiest), ...line(period, narrowing) }],
    ),
    rows: periods.filter(({ messages }) => messages > 0).map((period) => line(period, narrowing)),
    from: nameOf(shown[0]?.period ?? '', language),
    to: nameOf(shown.at(-1)?.period ?? '', language),
    byYear: isLong,
  }
}

function bar({ messages }: Period, at: number, busiest: number) {
  const height = Math.max(1, Math.round((HEIGHT * messages) / busiest))
  return { x: at * STEP, y: HEIGHT - height, width: WIDTH, height, step: STEP, full: HEIGHT }
}

function line({ period, messages }: Period, { search, language, kept }: Narrowing) {
  const name = nameOf(period, language)
  const asked = askedInstead(search, narrowed(search.understood.query, daysOf(period)))
  return {
    name,
    messages,
    title: say(language, 'search.bar', { name, messages }),
    ...(asked !== undefined && { url: searchUrl('/search', asked, kept) }),
  }
}

const nameOf = (period: string, language: Language): string =>
  period.length === 4 ? period : monthName(period, language, 'with-year')

/** Months counted from year 0. */
function numberOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return year * 12 + number - 1
}

const monthNumbered = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`

/** Those without messages too, so that the bars stand where they belong. */
function everyMonth(months: readonly Month[]): Period[] {
  const counts = new Map(months.map(({ month, messages }) => [month, messages]))
  const last = numberOf(months.at(-1)?.month ?? '')
  const length = Math.max(FEWEST_MONTHS, last - numberOf(months[0]?.month ?? '') + 1)
  return Array.from({ length }, (_, i) => {
    const period = monthNumbered(last - length + 1 + i)
    return { period, messages: counts.get(period) ?? 0 }
  })
}

function yearsOf(months: readonly Month[]): Period[] {
  const counts = new Map<number, number>()
  for (const { month, messages } of months) {
    const year = Number(month.slice(0, 4))
    counts.set(year, (counts.get(year) ?? 0) + messages)
  }
  const first = Math.min(...counts.keys())
  const length = Math.max(...counts.keys()) - first + 1
  return Array.from({ length }, (_, i) => ({
    period: String(first + i).padStart(4, '0'),
    messages: counts.get(first + i) ?? 0,
  }))
}
