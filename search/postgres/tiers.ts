// The newest messages that a question means, tier after tier: first where its words tell most about a message, then
// elsewhere. All tiers are one statement, for a statement costs more than what most tiers have to look through.
import type { Db } from '#store/database.ts'
import { COUNTED } from '../engine.ts'
import type { Compiled } from './compiled.ts'
import { newestOf, type Readable } from './matching.ts'
import { allTrue, rowsOf, type Sql, sql } from './sql.ts'
import { EVER } from './windows.ts'

export interface Tiers {
  readonly readable: Readable
  /** The last one means all that match. */
  readonly tiers: readonly Compiled[]
}

export interface Looking {
  /** So many end the looking. */
  readonly enough: number
  readonly limit: number
  readonly offset: number
  /** Read as `more` of each message `r`, unless one must look further back. */
  readonly more?: string
}

export interface Row {
  readonly tier: number
  readonly id: number
  /** When it is dated, in seconds since 1970. */
  readonly at: number
  readonly more: string | null
}

export interface Found {
  /** Tier after tier, each the newest first. */
  readonly rows: readonly Row[]
  /** How many each tier has that those before it lack; 0 where those are enough. */
  readonly counts: readonly number[]
}

/** Of phrases, whose words are looked at one message after the other. */
const COUNTED_BY_LOOKING = 100
const BEST_FIRST = 'order by tier, dated_at desc, message_id desc'

/** Counted in one tier. */
export function mostOf({ reads }: Compiled, enough: number): number {
  return Math.max(1 + (reads === 'words' ? COUNTED_BY_LOOKING : COUNTED), enough)
}

/** What stands in each tier from its month on. What must look further back is known by one tier; the next ones wait. */
export async function lookFrom(
  db: Db,
  asked: Tiers,
  froms: readonly number[],
  looking: Looking,
): Promise<Found> {
  const names = froms.map((_, n) => `tier_${n}`)
  const unsure = froms.findIndex((from) => from !== EVER.from)
  const tables = names.map((_, n) => tableOf(asked, n, froms, looking.enough, unsure))
  const more = moreOf(names.slice(0, unsure === -1 ? 0 : unsure + 1), looking)
  const rows = await rowsOf<Row & { readonly id: number | null; readonly counts: readonly number[] }>(
    db,
    sql(
      `with ${tables.map((table) => table.sql).join(', ')}
       select case when r.place > 1 then null else n.counts end as counts,
              r.tier, r.message_id as id, date_part('epoch', r.dated_at) as at, ${more.sql} as more
         from (select array[${names.map((name) => countOf([name])).join(', ')}]::int[] as counts) n
         left join lateral (
           select row_number() over (${BEST_FIRST}) as place, * from (
             select * from (${names.map((name) => `select * from ${name}`).join(' union all ')}) u
              ${BEST_FIRST} limit ? offset ?) f) r on true
        order by r.place`,
      ...tables.flatMap((table) => table.bindings),
      ...more.bindings,
      looking.limit,
      looking.offset,
    ),
  )
  return { rows: rows.filter(({ id }) => id !== null), counts: rows[0]?.counts ?? [] }
}

/** One tier, empty where those before it have enough, or where one of them must look further back and found some. */
function tableOf(
  { readable, tiers }: Tiers,
  n: number,
  froms: readonly number[],
  enough: number,
  unsure: number,
): Sql {
  const but = tiers.slice(0, n).map((_, tier) => `tier_${tier}`)
  const window = { from: froms[n]!, until: EVER.until }
  const newest = newestOf({ compiled: tiers[n]!, readable, window, but }, mostOf(tiers[n]!, enough))
  const gate = allTrue([
    ...(n > 0 ? [sql(`${countOf(but)} < ?`, enough)] : []),
    ...(unsure !== -1 && n > unsure ? [sql(`${countOf([`tier_${unsure}`])} = 0`)] : []),
  ])
  // Each message once: those of several parts are few.
  return sql(
    `tier_${n} as materialized (
       select distinct on (f.dated_at, f.message_id) ${n} as tier, f.message_id, f.dated_at
         from (${newest.sql}) f where ${gate.sql} order by f.dated_at desc, f.message_id desc)`,
    ...newest.bindings,
    ...gate.bindings,
  )
}

/** Read where these tables, if there are any, have enough. */
function moreOf(tables: readonly string[], { enough, more }: Looking): Sql {
  if (more === undefined) return sql('null')
  if (tables.length === 0) return sql(more)
  return sql(`case when ${countOf(tables)} >= ? then ${more} end`, enough)
}

const countOf = (tables: readonly string[]): string =>
  tables.map((table) => `(select count(*) from ${table})`).join(' + ')
