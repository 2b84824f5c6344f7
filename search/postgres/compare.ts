// Whether what is shown is found where it is shown, and nothing else.
import type { Db } from '#store/database.ts'
import type { Difference } from '../engine.ts'

/** Compares the entries of these messages, first to last, with the archive's postings. */
export async function compare(db: Db, { first, last }: { first: number; last: number }): Promise<Difference> {
  const { rows } = await db.raw<{ rows: Difference[] }>(
    `with shown as (
       select message_id, array_agg(list_id order by list_id) as lists from postings
        where state = 'shown' and message_id between ? and ? group by message_id),
     found as (
       select message_id, array(select unnest(lists) order by 1) as lists from search_entries
        where part = 0 and message_id between ? and ?),
     both_sides as (
       select coalesce(s.message_id, f.message_id) as id,
              coalesce(s.lists, '{}') as shown, coalesce(f.lists, '{}') as found
         from shown s full join found f on f.message_id = s.message_id)
     select count(*) filter (where shown <> '{}')::int as checked,
            coalesce(json_agg(id order by id) filter (where not shown <@ found), '[]') as missing,
            coalesce(json_agg(id order by id) filter (where not found <@ shown), '[]') as stray
       from both_sides`,
    [first, last, first, last],
  )
  return rows[0] ?? { missing: [], stray: [], checked: 0 }
}
