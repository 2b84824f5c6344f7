// What a facet, a bar of the timeline or a cross does to a question.
import { allOf } from '#search/query/combine.ts'
import { type Filter, withFilter } from '#search/query/filter.ts'
import type { Dates, Query } from '#search/query/tree.ts'

const FILTERS: readonly Query['kind'][] = ['list', 'space', 'dates', 'person', 'has', 'file-kind']

/** What must all be there. */
export function conditionsOf(query: Query): readonly Query[] {
  if (query.kind === 'everything') return []
  return query.kind === 'and' ? query.parts : [query]
}

/** Whether a condition is one that a facet may have set. */
export function isFilter(query: Query): query is Filter {
  return FILTERS.includes(query.kind)
}

/** The question without one of its conditions. */
export function without(query: Query, condition: Query): Query {
  return allOf(conditionsOf(query).filter((part) => part !== condition))
}

/** The question with this condition as well; days within days asked already stand instead of them. */
export function narrowed(query: Query, filter: Filter): Query {
  if (filter.kind !== 'dates') return withFilter(query, filter)
  const kept = conditionsOf(query).filter((part) => part.kind !== 'dates' || !isWithin(filter, part))
  return withFilter(allOf(kept), filter)
}

function isWithin(inner: Dates, outer: Dates): boolean {
  const begins = outer.from === undefined || (inner.from !== undefined && inner.from >= outer.from)
  const ends = outer.until === undefined || (inner.until !== undefined && inner.until <= outer.until)
  return begins && ends
}

/** The days of a year, '2019', or of a month, '2019-03'. */
export function daysOf(period: string): Dates {
  const [year = 0, month] = period.split('-').map(Number)
  const day = (months: number) => new Date(Date.UTC(year, months)).toISOString().slice(0, 10)
  return month === undefined
    ? { kind: 'dates', from: day(0), until: day(12) }
    : { kind: 'dates', from: day(month - 1), until: day(month) }
}
