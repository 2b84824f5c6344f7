// What somebody asks to take away, and the day as of which.
import { RESULT_FORMATS, type ResultFormat } from '#archive/export/result.ts'
import { allOf } from '#search/query/combine.ts'
import type { Query } from '#search/query/tree.ts'
import { dateNumbers } from '../moments.ts'

/** A format by its name. */
export function formatAsked(format: unknown): ResultFormat | undefined {
  return RESULT_FORMATS.find((one) => one === format)
}

/** The day asked for, '2026-11-22': what was written after it is left out. */
export function dayAsked(day: unknown): string | undefined {
  if (typeof day !== 'string' || !/^[1-9]\d{3}-\d\d-\d\d$/.test(day)) return undefined
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day
}

/** Today where the platform is. */
export function today(timeZone: string): string {
  const { year, month, day } = dateNumbers(new Date(), timeZone)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The question as it was to be answered at the end of a day. */
export function asOf(query: Query, day: string | undefined): Query {
  if (day === undefined) return query
  const after = new Date(`${day}T00:00:00Z`)
  after.setUTCDate(after.getUTCDate() + 1)
  return allOf([query, { kind: 'dates', until: after.toISOString().slice(0, 10) }])
}

/** « recherche-velo-2026-11-22.zip » */
export function fileName(typed: string, day: string): string {
  const words = typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .slice(0, 40)
  const parts = ['recherche', ...words.split(' ').filter((word) => word !== ''), day]
  return `${parts.join('-')}.zip`
}
