// The entries that a compiled question means, as SQL: (message_id, part, dated_at, lists).
import { listFact } from './codes.ts'
import type { Compiled } from './compiled.ts'
import { factsOfMonths } from './months.ts'
import { both, type Codes, oneOf } from './overlaps.ts'
import { allTrue, overlapping, type Sql, sql, TRUE } from './sql.ts'
import type { Window } from './windows.ts'

/** Ids of the lists that may be shown. */
export type Readable = 'all' | readonly number[]

/** More lists than this are not asked of the index. */
const LISTS_ASKED = 16

export interface Wanted {
  readonly compiled: Compiled
  readonly readable: Readable
  readonly window: Window
  /** Tables of the same statement, whose messages are found already. */
  readonly but?: readonly string[]
}

/**
 * The newest of these entries, at most so many. Each subquery with `offset 0` is left as it stands: the index must be
 * asked by itself, and words are looked at one entry after the other, the newest first, until there are enough.
 */
export function newestOf(wanted: Wanted, most: number): Sql {
  const { sql: from, bindings } = matching(wanted, 'newest first')
  return sql(
    `select c.message_id, c.part, c.dated_at, c.lists ${from}
      order by c.dated_at desc, c.message_id desc limit ?`,
    ...bindings,
    most,
  )
}

/** How many messages there are, counted to the end. */
export function countOf(wanted: Wanted): Sql {
  const { sql: from, bindings } = matching(wanted, 'in any order')
  return sql(`select count(distinct c.message_id)::int as total ${from}`, ...bindings)
}

function matching(wanted: Wanted, order: 'newest first' | 'in any order'): Sql {
  const { compiled, window } = wanted
  const narrow = narrowed(wanted)
  if (compiled.reads === 'entry' || compiled.look === undefined) return narrow
  const look = compiled.look(factsOf(window))
  const sorted = order === 'newest first' ? 'order by c.dated_at desc, c.message_id desc' : ''
  return sql(
    `from (select c.message_id, c.part, c.dated_at, c.lists ${narrow.sql} ${sorted} offset 0) c
     cross join lateral (select e.words from search_entries e
                          where e.message_id = c.message_id and e.part = c.part offset 0) w
     where ${look.sql}`,
    ...narrow.bindings,
    ...look.bindings,
  )
}

function narrowed({ compiled, readable, window, but }: Wanted): Sql {
  const { index, messages, look, reads } = compiled
  if (index === 'none') return sql('from search_entries c where false')
  const overlaps = overlapping(both([index, factsOf(window), factsOfLists(readable)]))
  const entries = messages
    ? allTrue([sql(`e.message_id in (${messages.sql})`, ...messages.bindings), overlaps])
    : overlaps
  const conditions = allTrue([
    readable === 'all' ? sql(`c.lists <> '{}'`) : sql('c.lists && ?::bigint[]', readable),
    ...between(window),
    ...(but ?? []).map((found) => sql(`c.message_id not in (select message_id from ${found})`)),
    ...(look && reads === 'entry' ? [look(factsOf(window))] : []),
  ])
  // By date where nothing is asked of the index.
  if (entries === TRUE) return sql(`from search_entries c where ${conditions.sql}`, ...conditions.bindings)
  return sql(
    `from (select e.message_id, e.part, e.dated_at, e.lists from search_entries e where ${entries.sql} offset 0) c
     where ${conditions.sql}`,
    ...entries.bindings,
    ...conditions.bindings,
  )
}

/** Whether the index is asked at all. */
export function asksIndex({
  compiled,
  readable,
}: Pick<Wanted, 'compiled' | 'readable'>): 'asks' | 'does not' {
  const codes = both([compiled.index, factsOfLists(readable)])
  return codes === 'all' || compiled.messages !== undefined ? 'does not' : 'asks'
}

function factsOf({ from, until }: Window): Codes {
  return Number.isFinite(from) ? oneOf(factsOfMonths(from, until)) : 'all'
}

function factsOfLists(readable: Readable): Codes {
  return readable !== 'all' && readable.length <= LISTS_ASKED ? oneOf(readable.map(listFact)) : 'all'
}

function between({ from, until }: Window): Sql[] {
  return [
    ...(Number.isFinite(from) ? [sql(`c.dated_at >= ?::timestamptz`, beginning(from))] : []),
    ...(Number.isFinite(until) ? [sql(`c.dated_at < ?::timestamptz`, beginning(until))] : []),
  ]
}

const beginning = (month: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), month % 12)).toISOString()
