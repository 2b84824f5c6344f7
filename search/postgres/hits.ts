// From messages found to what is shown of them.
import type { Db } from '#store/database.ts'
import type { Hit, Marks, TextSource } from '../engine.ts'
import { extractsOf } from '../extracts.ts'
import type { Sought } from '../sought.ts'
import type { Readable } from './matching.ts'

interface Row {
  readonly id: number
  readonly message_id: string
  readonly hash: string
  readonly address: string
  readonly dated_at: Date
  readonly subject: string
  readonly from_name: string
  readonly from_address: string
}

export interface Showing {
  readonly readable: Readable
  readonly texts: TextSource
  readonly sought: Sought
  readonly marks: Marks
  readonly extracts: 'made' | 'none'
}

/** Hits in the order of these ids; messages that no readable list shows are left out. */
export async function hitsOf(db: Db, ids: readonly number[], showing: Showing): Promise<Hit[]> {
  if (ids.length === 0) return []
  const { readable, texts, sought, marks, extracts: wanted } = showing
  const only = readable === 'all' ? null : [...readable]
  const [{ rows }, read] = await Promise.all([
    db.raw<{ rows: Row[] }>(
      `select m.id, m.message_id, m.hash, l.address, m.dated_at, m.subject, m.from_name, m.from_address
         from unnest(?::bigint[]) with ordinality wanted(id, n)
         join messages m on m.id = wanted.id
         join search_entries e on e.message_id = m.id and e.part = 0
         join lateral (select x.id from unnest(e.lists) with ordinality x(id, n)
                        where ?::bigint[] is null or x.id = any(?::bigint[]) order by x.n limit 1) first on true
         join lists l on l.id = first.id
        order by wanted.n`,
      [[...ids], only, only],
    ),
    wanted === 'none' ? new Map<number, string>() : texts.texts(db, ids),
  ])
  const extracts = await (wanted === 'none'
    ? new Map<number, never>()
    : extractsOf(db, rows, { read, texts, sought, marks }))
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    list: row.address,
    date: row.dated_at,
    from: row.from_name === '' ? row.from_address : `${row.from_name} <${row.from_address}>`,
    subject: row.subject,
    kind: 'message',
    snippet: '',
    ...extracts.get(row.id),
    url: `/lists/${row.address}/messages/${row.hash}`,
  }))
}
