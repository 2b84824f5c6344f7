// Phrases of three words and more: pairs say that each two stand together somewhere; the texts of the messages where
// they do are few, and are looked at.
import type { MultiSearchQuery } from 'meilisearch'
import type { Db } from '#store/database.ts'
import { headOf, textsOf } from '../postgres/written.ts'
import { ANYWHERE } from '../postgres/zones.ts'
import { isSureByPairs, type Known, type Row, rowIn } from './compile.ts'
import { allOf, type Filter, printed } from './filter.ts'
import type { EntrySource } from './send.ts'
import { reach, type Server } from './server.ts'

/** Messages looked at for one row. Where more have all pairs, having them is taken for having the row. */
const LOOKED_AT = 500
/** Rows of one question that are looked at. */
const MAX_ROWS = 4

export interface Looking {
  readonly db: Db
  readonly server: Server
  readonly index: string
  readonly entries: EntrySource
}

/** What is known once the rows that pairs leave open are looked at, in what may be shown. */
export async function withRows(
  looking: Looking,
  shown: Filter,
  known: Known,
  rows: readonly Row[],
): Promise<Known> {
  const asked = rows.filter((row) => !isSureByPairs(row)).slice(0, MAX_ROWS)
  if (asked.length === 0) return known
  const candidates = await withPairs(looking, shown, asked)
  const found = new Map<string, readonly number[]>()
  for (const [at, row] of asked.entries()) {
    const ids = candidates[at] ?? []
    if (ids.length <= LOOKED_AT) found.set(keyOf(row), await having(looking, row, ids))
  }
  return { ...known, row: (row) => found.get(keyOf(row)) }
}

const keyOf = ({ kind, zone, words }: Row): string => `${kind} ${zone} ${words.join(' ')}`

/** For each row the messages that have all its pairs, at most one more than are looked at. */
async function withPairs(
  { server, index }: Looking,
  shown: Filter,
  rows: readonly Row[],
): Promise<number[][]> {
  const filters = rows.map((row) => allOf([shown, rowIn(row)]))
  const queries = filters.flatMap((filter): MultiSearchQuery[] =>
    typeof filter === 'string'
      ? []
      : [{ indexUid: index, filter: printed(filter), limit: LOOKED_AT + 1, attributesToRetrieve: ['id'] }],
  )
  if (queries.length === 0) return []
  const { results } = await reach(
    server.asking.multiSearch<{ queries: MultiSearchQuery[] }, { id: number }>({ queries }),
  )
  let answered = 0
  return filters.map((filter) =>
    typeof filter === 'string' ? [] : (results[answered++]?.hits ?? []).map(({ id }) => id),
  )
}

/** Those of the messages that have the row. */
async function having({ db, entries }: Looking, row: Row, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const zones = new Set(row.zone === 'anywhere' ? ANYWHERE : [row.zone])
  const wanted = ` ${row.words.join(' ')}${row.kind === 'prefix' ? '' : ' '}`
  const found = await entries(db, ids)
  return found
    .filter((entry) =>
      [...headOf(entry), ...textsOf(entry)].some(
        ({ zone, words }) => zones.has(zone) && ` ${words} `.includes(wanted),
      ),
    )
    .map(({ messageId }) => messageId)
}
