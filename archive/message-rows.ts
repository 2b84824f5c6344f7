// Messages as pages list them.

import type { DbOrTx } from '#store/database.ts'
import type { AttachmentRow } from './originals.ts'

/** A message in a row of a page. */
export interface MessageRow {
  readonly id: number
  readonly hash: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly datedAt: Date
  readonly attachments: readonly AttachmentRow[]
}

/** What a row is made of, for a statement that calls the messages `m`. */
export const MESSAGE_ROW = `m.id, m.hash, m.subject, m.from_name as "fromName", m.from_address as "fromAddress",
  m.dated_at as "datedAt",
  coalesce((select json_agg(json_build_object('n', f.n, 'name', f.name, 'type', f.type, 'size', f.size,
                                              'disposition', f.disposition) order by f.n)
              from attachments f where f.message_id = m.id), '[]') as attachments`

/** These messages, which the caller knows to be shown, by their number. */
export async function messageRows(db: DbOrTx, ids: readonly number[]): Promise<Map<number, MessageRow>> {
  const { rows } = await db.raw<{ rows: MessageRow[] }>(
    `select ${MESSAGE_ROW} from messages m where m.id = any(?::bigint[])`,
    [[...ids]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The messages that a list, or one thread of it, shows last, the newest first. */
export async function latestMessages(
  db: DbOrTx,
  where: { readonly listId: number } | { readonly threadId: number },
  limit: number,
): Promise<MessageRow[]> {
  const [column, id] = 'listId' in where ? ['list_id', where.listId] : ['thread_id', where.threadId]
  const { rows } = await db.raw<{ rows: MessageRow[] }>(
    `select ${MESSAGE_ROW} from (select message_id, dated_at from postings p where p.${column} = ? and p.state = 'shown'
                          order by p.dated_at desc, p.message_id desc limit ?) p
       join messages m on m.id = p.message_id
      order by p.dated_at desc, p.message_id desc`,
    [id, limit],
  )
  return rows
}
