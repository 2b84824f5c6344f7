// The newest messages that a question means, tier after tier: first where its words tell most about a message, then
// elsewhere. Each tier is asked about the newest months first; where that isn't enough all are asked once more, further
// back, which nearly always ends it.
import type { Db } from '#store/database.ts'
import { COUNTED } from '../engine.ts'
import type { Compiled } from './compiled.ts'
import { asksIndex, newestOf, type Readable } from './matching.ts'
import { allTrue, rowsOf, type Sql, sql } from './sql.ts'
import { AT_ONCE, EVER, nextStep, type Step, type Windows } from './windows.ts'

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
  /** Read as `more` of each message `r`, when no further look is needed. */
  readonly more?: string
}

export interface Row {
  readonly tier: number
  readonly id: number
  /** When it is dated, in seconds since 1970. */
  readonly at: number
  readonly more: string | null
}

export interface Looked {
  /** Tier after tier, each the newest first. */
  readonly rows: readonly Row[]
  readonly count: number
  /** `all`: there are no more than counted. */
  readonly counts: 'all' | 'at-least'
}

/** Of phrases, whose words are looked at one message after the other. */
const COUNTED_BY_LOOKING = 100

/** Messages from an offset on, and how many there are, as far as was looked for `enough`. */
export async function look(db: Db, windows: Windows, asked: Tiers, looking: Looking): Promise<Looked> {
  const { readable, tiers } = asked
  const { enough } = looking
  const ways = await Promise.all(
    tiers.map((compiled) => (asksIndex({ compiled, readable }) === 'asks' ? windows.steps(db) : AT_ONCE)),
  )
  for (let at: readonly number[] = tiers.map(() => 0); ; ) {
    const froms = at.map((step, n) => ways[n]![step]!.from)
    const [rows, found] = await lookOnce(db, asked, froms, looking)
    const next = furtherBack(ways, at, found, enough)
    if (next === undefined) return { rows, ...counted(asked, froms, found, enough) }
    at = next
  }
}

/** Where each tier is asked next; undefined when enough were found, or all. */
function furtherBack(
  ways: readonly (readonly Step[])[],
  at: readonly number[],
  found: readonly number[],
  enough: number,
): readonly number[] | undefined {
  let before = 0
  for (const [n, steps] of ways.entries()) {
    before += found[n]!
    if (before >= enough) return undefined
    if (at[n]! === steps.length - 1) continue
    const others = found[n] === 0 ? 'too' : 'stay'
    return at.map((step, tier) =>
      tier < n || (tier > n && others === 'stay') ? step : nextStep(ways[tier]!, step, found[tier]!, enough),
    )
  }
  return undefined
}

function counted(
  { tiers }: Tiers,
  froms: readonly number[],
  found: readonly number[],
  enough: number,
): Pick<Looked, 'count' | 'counts'> {
  const [count, before] = [sum(found), sum(found.slice(0, -1))]
  const isAll = before < enough && froms.at(-1) === EVER.from && found.at(-1)! < mostOf(tiers.at(-1)!, enough)
  return { count, counts: isAll ? 'all' : 'at-least' }
}

/** All tiers in one statement, and how many each has found; none where those before it have enough. */
async function lookOnce(
  db: Db,
  { readable, tiers }: Tiers,
  froms: readonly number[],
  { enough, limit, offset, more }: Looking,
): Promise<[rows: Row[], found: readonly number[]]> {
  const names = tiers.map((_, n) => `tier_${n}`)
  const unsure = froms.findIndex((from) => from !== EVER.from)
  const tables = tiers.map((compiled, n) => {
    const but = names.slice(0, n)
    const window = { from: froms[n]!, until: EVER.until }
    const { sql: newest, bindings } = newestOf({ compiled, readable, window, but }, mostOf(compiled, enough))
    const gates = [
      ...(n > 0 ? [sql(`${countOf(but)} < ?`, enough)] : []),
      ...(unsure !== -1 && n > unsure ? [sql(`${countOf([names[unsure]!])} = 0`)] : []),
    ]
    const gate = allTrue(gates)
    // Each message once: those of several parts are few.
    return sql(
      `${names[n]} as materialized (
         select distinct on (f.dated_at, f.message_id) ${n} as tier, f.message_id, f.dated_at from (${newest}) f where ${gate.sql}
          order by f.dated_at desc, f.message_id desc)`,
      ...bindings,
      ...gate.bindings,
    )
  })
  const last: Sql = unsure === -1 ? sql('true') : sql(`${countOf(names.slice(0, unsure + 1))} >= ?`, enough)
  const rows = await rowsOf<Row & { readonly id: number | null; readonly found: readonly number[] }>(
    db,
    sql(
      `with ${tables.map((table) => table.sql).join(', ')}
       select n.found, r.tier, r.message_id as id, date_part('epoch', r.dated_at) as at${more ? `, case when ${last.sql} then ${more} end as more` : ''}
         from (select array[${names.map((name) => countOf([name])).join(', ')}]::int[] as found) n
         left join lateral (
           select row_number() over (${ORDER}) as place, * from (
             select * from (${names.map((name) => `select * from ${name}`).join(' union all ')}) u
              ${ORDER} limit ? offset ?) f) r on true
        order by r.place`,
      ...tables.flatMap((table) => table.bindings),
      ...(more ? last.bindings : []),
      limit,
      offset,
    ),
  )
  return [rows.filter(({ id }) => id !== null), rows[0]?.found ?? []]
}

const ORDER = 'order by tier, dated_at desc, message_id desc'

/** Counted in a tier. */
function mostOf({ reads }: Compiled, enough: number): number {
  return Math.max(1 + (reads === 'words' ? COUNTED_BY_LOOKING : COUNTED), enough)
}

const countOf = (tables: readonly string[]): string =>
  tables.map((table) => `(select count(*) from ${table})`).join(' + ')
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
