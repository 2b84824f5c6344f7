// The newest messages that a question means: asked window by window until there are enough.
import type { Db } from '#store/database.ts'
import { asksIndex, newestOf, type Wanted } from './matching.ts'
import { rowsOf, sql } from './sql.ts'
import { EVER, type Windows } from './windows.ts'

export interface Match {
  readonly id: number
  readonly datedAt: Date
}

export interface Page {
  readonly limit: number
  readonly offset: number
  /** Matches are counted up to this number; more are not looked for. */
  readonly counted: number
}

/** `all`: there are no more than counted. */
export interface Newest {
  readonly matches: readonly Match[]
  readonly count: number
  readonly counts: 'all' | 'at-least'
}

/** A page of the newest, and how many there are, as far as was counted. */
export async function newest(
  db: Db,
  windows: Windows,
  wanted: Omit<Wanted, 'window'>,
  page: Page,
): Promise<Newest> {
  const most = Math.max(page.counted + 1, page.offset + page.limit)
  const asked = asksIndex(wanted) === 'asks' ? await windows.all(db) : [EVER]
  const matches: Match[] = []
  let count = 0
  for (const window of asked) {
    const offset = Math.max(0, page.offset - count)
    const limit = page.limit - matches.length
    const found = await inWindow(db, { ...wanted, window }, most - count, { limit, offset })
    matches.push(...found.matches)
    count += found.count
    if (count >= most) break
  }
  return count > page.counted
    ? { matches, count: page.counted, counts: 'at-least' }
    : { matches, count, counts: 'all' }
}

async function inWindow(
  db: Db,
  wanted: Wanted,
  most: number,
  { limit, offset }: { limit: number; offset: number },
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
