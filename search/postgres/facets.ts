// How many messages of an answer are of each list, year, person and kind of file; and of each month.
import { KIND, KIND_BINDINGS } from '#archive/file-kinds.ts'
import type { Db } from '#store/database.ts'
import type { Facets, Timeline } from '../engine.ts'
import { newestOf, type Wanted } from './matching.ts'
import { rowsOf, type Sql, sql } from './sql.ts'

/** Of a larger answer the newest are counted. */
export const FACETED = 20_000
const PEOPLE = 20

type Counted = Pick<Facets, 'counted' | 'counts'>

/** Common values of an answer. */
export async function facetsOf(db: Db, wanted: Wanted, timeZone: string): Promise<Facets> {
  const all = found(wanted)
  const readable = wanted.readable === 'all' ? null : wanted.readable
  const [row] = await rowsOf<Omit<Facets, 'counted' | 'counts'> & { counted: number }>(
    db,
    sql(
      `with found as materialized (${all.sql}),
            by_list as materialized (
              select l.id, l.address, l.title, l.space_id, count(*)::int as messages
                from found f cross join lateral unnest(f.lists) x(id) join lists l on l.id = x.id
               where ?::bigint[] is null or l.id = any(?::bigint[]) group by l.id),
            by_year as (
              select extract(year from f.dated_at at time zone ?)::int as year, count(*)::int as messages
                from found f group by 1),
            by_person as (
              select m.from_address as address, max(m.from_name) as name, count(*)::int as messages
                from found f join messages m on m.id = f.message_id
               where m.from_address <> '' group by 1 order by 3 desc, 1 limit ${PEOPLE}),
            by_kind as (
              select ${KIND} as kind, count(distinct f.message_id)::int as messages
                from found f join attachments a on a.message_id = f.message_id group by 1)
       select (select count(*)::int from found) as counted,
              ${array(`select s.slug, s.name, sum(b.messages)::int as messages from by_list b join spaces s on s.id = b.space_id
                        group by s.id order by 3 desc, 1`)} as spaces,
              ${array('select address, title, messages from by_list order by messages desc, address')} as lists,
              ${array('select year, messages from by_year order by year desc')} as years,
              ${array('select address, name, messages from by_person order by messages desc, address')} as people,
              ${array('select kind, messages from by_kind order by messages desc, kind')} as "fileKinds"`,
      ...all.bindings,
      readable,
      readable,
      timeZone,
      ...KIND_BINDINGS,
    ),
  )
  if (row === undefined) throw new Error('Aggregates always have a row.')
  return { ...row, ...counted(row.counted) }
}

/** Messages by month. */
export async function timelineOf(db: Db, wanted: Wanted, timeZone: string): Promise<Timeline> {
  const all = found(wanted)
  const months = await rowsOf<{ month: string; messages: number }>(
    db,
    sql(
      `select to_char(f.dated_at at time zone ?, 'YYYY-MM') as month, count(*)::int as messages
         from (${all.sql}) f group by 1 order by 1`,
      timeZone,
      ...all.bindings,
    ),
  )
  return { ...counted(months.reduce((sum, { messages }) => sum + messages, 0)), months }
}

/** Each message once: those of several parts are few. */
function found(wanted: Wanted): Sql {
  const newest = newestOf(wanted, FACETED)
  return sql(
    `select distinct on (n.dated_at, n.message_id) n.* from (${newest.sql}) n order by n.dated_at desc, n.message_id desc`,
    ...newest.bindings,
  )
}

const counted = (messages: number): Counted => ({
  counted: messages,
  counts: messages < FACETED ? 'all' : 'newest',
})

const array = (select: string): string => `(select coalesce(json_agg(r), '[]') from (${select}) r)`
