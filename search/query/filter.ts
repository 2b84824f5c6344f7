// What a facet does to a question: one condition more, or the same one away.
import { isDeepStrictEqual } from 'node:util'
import { allOf } from './combine.ts'
import type { Leaf, Query } from './tree.ts'

/** A condition that a facet or the timeline sets. */
export type Filter = Extract<Leaf, { kind: 'list' | 'space' | 'dates' | 'person' | 'file-kind' | 'has' }>

/** The question with this condition as well; the same question where it has it already. */
export function withFilter(query: Query, filter: Filter): Query {
  return hasFilter(query, filter) ? query : allOf([query, filter])
}

/** The question without this condition, where it stands among what must all be there. */
export function withoutFilter(query: Query, filter: Filter): Query {
  return allOf(conditions(query).filter((part) => !isSame(part, filter)))
}

/** Whether the question has this condition for all that it finds. */
export function hasFilter(query: Query, filter: Filter): boolean {
  return conditions(query).some((part) => isSame(part, filter))
}

function conditions(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.parts : [query]
}

function isSame(part: Query, filter: Filter): boolean {
  return isDeepStrictEqual({ ...part, written: undefined }, { ...filter, written: undefined })
}
