// The mails of a list with their bytes, for whoever writes them all down: read many at a time, in bounded memory.

import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import type { PostedMail } from './bundle.ts'

/**
 * Which mails, and in what order: for people those that are shown, the oldest first; for moving an archive all, as
 * they were filed, so that threads and addresses come out the same where they are filed again.
 */
export type Extent = 'shown, by date' | 'all, as filed'

/** How much there is to export. */
export interface ExportSize {
  readonly messages: number
  readonly bytes: number
}

type Row = Omit<PostedMail, 'bytes'> & {
  readonly id: number
  readonly raw: Buffer
  readonly size: number
  /** As PostgreSQL counts: a Date holds no microseconds, and would find the same mail again. */
  readonly after: string
}

const A_ROUND = 1_000 // rows read at once
const A_GROUP = 100 // mails read at once
const GROUP_BYTES = 8_388_608 // … or so many bytes, or one mail

/** The rows after the last one, of which these are date and number. */
const ROWS = {
  'shown, by date': {
    sql: `p.state = 'shown' and (p.dated_at, p.message_id) > (?::timestamptz, ?::bigint)
          order by p.dated_at, p.message_id`,
    bindings: (after: string, id: number) => [after, id],
  },
  'all, as filed': {
    sql: 'p.message_id > ?::bigint order by p.message_id',
    bindings: (_: string, id: number) => [id],
  },
} as const satisfies Record<Extent, unknown>

/** Counts what `mailsToExport` gives. */
export async function exportSize(db: DbOrTx, listId: number, extent: Extent): Promise<ExportSize> {
  const { rows } = await db.raw<{ rows: ExportSize[] }>(
    `select count(*) as messages, coalesce(sum(m.size), 0)::bigint as bytes
       from postings p join messages m on m.id = p.message_id
      where p.list_id = ? and (p.state = 'shown' or ?)`,
    [listId, extent === 'all, as filed'],
  )
  return rows[0]!
}

/** The mails of a list. One that is taken away meanwhile is left out. */
export async function* mailsToExport(
  db: DbOrTx,
  blobs: Blobs,
  listId: number,
  extent: Extent,
): AsyncGenerator<PostedMail> {
  let after = '-infinity'
  let id = 0
  for (;;) {
    const { rows } = await db.raw<{ rows: Row[] }>(
      `select m.id, m.message_id as "messageId", m.hash, m.raw, m.size, p.state, p.dated_at as "datedAt",
              p.dated_at::text as after
         from postings p join messages m on m.id = p.message_id
        where p.list_id = ? and ${ROWS[extent].sql} limit ${A_ROUND}`,
      [listId, ...ROWS[extent].bindings(after, id)],
    )
    for (const group of inGroups(rows)) {
      const contents = await blobs.readMany(
        db,
        group.map(({ raw }) => raw),
      )
      for (const { messageId, hash, datedAt, state, raw } of group)
        yield { messageId, hash, datedAt, state, bytes: contents.get(raw.toString('hex'))! }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < A_ROUND) return
    after = last.after
    id = last.id
  }
}

function inGroups(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = []
  let bytes = GROUP_BYTES
  for (const row of rows) {
    if (bytes + row.size > GROUP_BYTES || groups.at(-1)!.length >= A_GROUP) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)!.push(row)
    bytes += row.size
  }
  return groups
}
