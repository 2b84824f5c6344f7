// One thread of a list: who stands where, without reading more of each message than that. What a page shows of some
// of them is read by message-rows.

import type { DbOrTx } from '#store/database.ts'
import { inTreeOrder } from './tree.ts'

/** A message's place; `depth` counts the answers above it. */
export interface ThreadPlace {
  readonly id: number
  readonly parentId?: number
  readonly depth: number
}

/** Another thread of the list. */
export interface ThreadName {
  readonly hash: string
  readonly subject: string
}

/**
 * A thread in reading order. `asked` is the message it was asked by, if it holds it; `movedTo` is the thread's hash
 * when it was asked for by another one; `previous` and `next` are its neighbours by last message.
 */
export interface ThreadView {
  readonly id: number
  readonly hash: string
  readonly subject: string
  readonly people: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly places: readonly ThreadPlace[]
  readonly asked?: number
  readonly movedTo?: string
  readonly previous?: ThreadName
  readonly next?: ThreadName
}

interface Row {
  readonly id: number
  readonly hash: string
  readonly subject: string
  readonly people: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly places: readonly [id: number, parentId: number | null, at: number][]
  readonly asked: number | null
  readonly previous: ThreadName | null
  readonly next: ThreadName | null
}

const NAMED = `select json_build_object('hash', o.hash, 'subject', o.subject) as found from threads o
  where o.list_id = t.list_id and o.merged_into is null
    and exists (select from postings q where q.thread_id = o.id and q.state = 'shown')`

/**
 * The thread with this hash, or the one that it, or the message with this hash, now belongs to. `message` is the hash
 * of the message wanted in it.
 */
export async function thread(
  db: DbOrTx,
  listId: number,
  hash: string,
  message?: string,
): Promise<ThreadView | undefined> {
  const wanted = hash.toLowerCase()
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select t.id, t.hash, t.subject, s.people, s.first_at as "firstAt", s.last_at as "lastAt", s.places,
            (select id from messages where hash = ?) as asked, earlier.found as previous, later.found as next
       from (select id
               from (select coalesce(merged_into, id) as id, 1 as choice from threads where list_id = ? and hash = ?
                     union all
                     select p.thread_id, 2 from messages m join postings p on p.message_id = m.id
                      where p.list_id = ? and m.hash = ?) found
              order by choice limit 1) f
       join threads t on t.id = f.id
       cross join lateral (
         select count(distinct lower(m.from_address)) as people, min(p.dated_at) as first_at, max(p.dated_at) as last_at,
                json_agg(json_build_array(m.id, p.parent_id, extract(epoch from p.dated_at) * 1000)) as places
           from postings p join messages m on m.id = p.message_id
          where p.thread_id = t.id and p.state = 'shown') s
       left join lateral (
         ${NAMED} and o.last_at <= t.last_at and (o.last_at < t.last_at or o.id < t.id)
          order by o.last_at desc, o.id desc limit 1) earlier on true
       left join lateral (
         ${NAMED} and o.last_at >= t.last_at and (o.last_at > t.last_at or o.id > t.id)
          order by o.last_at, o.id limit 1) later on true
      where s.places is not null`,
    [(message ?? hash).toLowerCase(), listId, wanted, listId, wanted],
  )
  return rows[0] && viewOf(rows[0], wanted)
}

function viewOf({ places, asked, previous, next, ...known }: Row, wanted: string): ThreadView {
  const leaves = places.map(([id, parentId, at]) => ({
    id,
    parentId: parentId ?? undefined,
    datedAt: new Date(at),
  }))
  return {
    ...known,
    places: inTreeOrder(leaves).map(({ leaf: { id, parentId }, depth }) =>
      depth === 0 || parentId === undefined ? { id, depth } : { id, parentId, depth },
    ),
    ...(asked !== null && leaves.some(({ id }) => id === asked) && { asked }),
    ...(known.hash !== wanted && { movedTo: known.hash }),
    ...(previous !== null && { previous }),
    ...(next !== null && { next }),
  }
}
