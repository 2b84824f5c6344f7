// The newest messages that a question means: asked further and further back until there are enough.
import type { Db } from '#store/database.ts'
import { COUNTED } from '../engine.ts'
import { asksIndex, newestOf, type Wanted } from './matching.ts'
import { rowsOf, sql } from './sql.ts'
import { AT_ONCE, nextStep, type Windows } from './windows.ts'

export interface Match {
  readonly id: number
  readonly datedAt: Date
}

export interface Page {
  readonly limit: number
  readonly offset: number
}

/** `all`: there are no more than counted. */
export interface Newest {
  readonly matches: readonly Match[]
  readonly count: number
  readonly counts: 'all' | 'at-least'
}

/** Of phrases, whose words are looked at one message after the other. */
const COUNTED_BY_LOOKING = 100
/** So many are looked for in any case: « plus de 10 » says more than « plus de 0 ». */
const FEW = 11

/** A page of the newest, and how many there are, as far as was looked for the page. Where `few` are expected, one step tells. */
export async function newest(
  db: Db,
  windows: Windows,
  wanted: Omit<Wanted, 'window'>,
  { limit, offset }: Page,
  expected: 'any' | 'few' = 'any',
): Promise<Newest> {
  const enough = Math.max(offset + limit, FEW)
  const counted = wanted.compiled.reads === 'words' ? COUNTED_BY_LOOKING : COUNTED
  const most = Math.max(counted + 1, enough)
  const all = asksIndex(wanted) === 'asks' ? await windows.steps(db) : AT_ONCE
  const steps = expected === 'few' ? [...all.slice(0, 1), ...all.slice(1).slice(-1)] : all
  const matches: Match[] = []
  let count = 0
  let until = Number.POSITIVE_INFINITY
  for (let at = 0; at < steps.length; ) {
    const { from } = steps[at]!
    const page = { limit: limit - matches.length, offset: Math.max(0, offset - count) }
    const found = await inWindow(db, { ...wanted, window: { from, until } }, most - count, page)
    matches.push(...found.matches)
    count += found.count
    if (count >= most) return { matches, count, counts: 'at-least' }
    if (at === steps.length - 1) break
    if (count >= enough) return { matches, count, counts: 'at-least' }
    until = from
    at = nextStep(steps, at, count, enough)
  }
  return { matches, count, counts: 'all' }
}

async function inWindow(
  db: Db,
  wanted: Wanted,
  most: number,
  { limit, offset }: Page,
): Promise<{ matches: Match[]; count: number }> {
  const found = newestOf(wanted, most)
  // Of a message's parts the first that was found stands for it.
  const rows = await rowsOf<Match & { readonly count: number; readonly id: number | null }>(
    db,
    sql(
      `with found as materialized (${found.sql}),
            once as materialized (
              select message_id, dated_at from found f where part = 0 or not exists (
                select from found o where o.message_id = f.message_id and o.part < f.part))
       select n.count, p.message_id as id, p.dated_at as "datedAt"
         from (select count(*)::int as count from once) n
         left join lateral (select * from once order by dated_at desc, message_id desc limit ? offset ?) p on true
        order by p.dated_at desc, p.message_id desc`,
      ...found.bindings,
      limit,
      offset,
    ),
  )
  return { matches: rows.filter((row) => row.id !== null), count: rows[0]?.count ?? 0 }
}
