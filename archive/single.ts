// One message of a list, with its neighbours.

import type { DbOrTx } from '#store/database.ts'
import { MESSAGE_ROW, type MessageRow } from './message-rows.ts'
import { type Recipient, recipientOf, type ShortRecipient } from './recipients.ts'

/** A message whole; `previous` and `next` are its neighbours by date in the list, `size` is of the mail in bytes. */
export interface MessageView extends MessageRow {
  readonly defects: string[]
  readonly recipients: Recipient[]
  readonly messageId: string
  readonly size: number
  readonly thread: { readonly hash: string; readonly subject: string }
  readonly previous?: { readonly hash: string; readonly subject: string }
  readonly next?: { readonly hash: string; readonly subject: string }
  readonly hasHtml: boolean
  readonly parent?: { readonly hash: string; readonly fromName: string }
}

type Nullable<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] }

type Row = Nullable<Omit<MessageView, 'recipients'>> & { readonly recipients: ShortRecipient[] }

/** The message with this hash, compared without case, if this list shows it. */
export async function message(db: DbOrTx, listId: number, hash: string): Promise<MessageView | undefined> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${MESSAGE_ROW}, coalesce(m.defects, '{}') as defects, m.recipients, m.message_id as "messageId",
            m.size, m.has_html as "hasHtml",
            json_build_object('hash', t.hash, 'subject', t.subject) as thread,
            parent.found as parent, earlier.found as previous, later.found as next
       from messages m
       join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'
       join threads t on t.id = p.thread_id
       left join lateral (
         select json_build_object('hash', o.hash, 'fromName', coalesce(nullif(o.from_name, ''), o.from_address)) as found
           from postings q join messages o on o.id = q.message_id
          where q.list_id = p.list_id and q.message_id = p.parent_id and q.state = 'shown') parent on true
       left join lateral (
         select json_build_object('hash', o.hash, 'subject', o.subject) as found
           from postings q join messages o on o.id = q.message_id
          where q.list_id = p.list_id and q.state = 'shown' and q.dated_at <= p.dated_at
            and (q.dated_at < p.dated_at or q.message_id < p.message_id)
          order by q.dated_at desc, q.message_id desc limit 1) earlier on true
       left join lateral (
         select json_build_object('hash', o.hash, 'subject', o.subject) as found
           from postings q join messages o on o.id = q.message_id
          where q.list_id = p.list_id and q.state = 'shown' and q.dated_at >= p.dated_at
            and (q.dated_at > p.dated_at or q.message_id > p.message_id)
          order by q.dated_at, q.message_id limit 1) later on true
      where m.hash = ?`,
    [listId, hash.toLowerCase()],
  )
  return rows[0] && viewOf(rows[0])
}

function viewOf(row: Row): MessageView {
  const { previous, next, parent, recipients, ...always } = row
  return {
    ...always,
    recipients: recipients.map(recipientOf),
    ...(previous !== null && { previous }),
    ...(next !== null && { next }),
    ...(parent !== null && { parent }),
  }
}
