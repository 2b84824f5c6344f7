// Years and their months, drawn and counted.
import type { Month } from '#archive/browse.ts'
import { monthName } from './moments.ts'
import type { Language } from './needs.ts'

const PICTURE_HEIGHT = 32 // of a bar, in the picture's units
const BAR_WIDTH = 9
const BAR_STEP = 12
const ROW_WIDTH = 100 // of a month's bar in the table, in the picture's units

/** Years, newest first; every picture has the same scale, so that years compare. */
export function yearsOf(months: readonly Month[], language: Language) {
  const busiest = months.reduce((most, month) => Math.max(most, month.messages), 1)
  return [...Map.groupBy(months, (month) => month.month.slice(0, 4))].map(([year, own], i) => ({
    year,
    open: i === 0,
    messages: own.reduce((sum, month) => sum + month.messages, 0),
    bars: own.map((month) => bar(month, busiest)),
    months: own.map((month) => ({
      ...month,
      name: monthName(month.month, language, 'alone'),
      width: Math.max(1, Math.round((ROW_WIDTH * month.messages) / busiest)),
    })),
  }))
}

function bar(month: Month, busiest: number) {
  const height = Math.max(1, Math.round((PICTURE_HEIGHT * month.messages) / busiest))
  const x = (Number(month.month.slice(5)) - 1) * BAR_STEP
  return { x, y: PICTURE_HEIGHT - height, width: BAR_WIDTH, height }
}
