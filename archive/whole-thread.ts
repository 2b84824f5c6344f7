// One thread of a list, whole, in reading order.

import type { DbOrTx } from '#store/database.ts'
import { type AttachmentRow, attachmentsOf } from './originals.ts'
import { inTreeOrder } from './tree.ts'

/** A message as a thread lists it; `depth` counts the answers above it. */
export interface MessageRow {
  readonly id: number
  readonly hash: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly datedAt: Date
  readonly parentHash?: string
  readonly depth: number
  readonly attachments: AttachmentRow[]
  readonly defects: string[]
}

/** A thread in reading order; `movedTo` is its hash when it was asked for by another one. */
export interface ThreadView {
  readonly hash: string
  readonly subject: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly messages: MessageRow[]
  readonly movedTo?: string
}

interface Row {
  readonly id: number
  readonly hash: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly datedAt: Date
  readonly defects: string[]
  readonly parentId: number | null
}

/** The thread with this hash, or the one that it, or the message with this hash, now belongs to. */
export async function thread(db: DbOrTx, listId: number, hash: string): Promise<ThreadView | undefined> {
  const wanted = hash.toLowerCase()
  const found = await threadAt(db, listId, wanted)
  if (found === undefined) return undefined
  const rows = await shownMessages(db, found.id)
  if (rows.length === 0) return undefined
  const attached = await attachmentsOf(
    db,
    rows.map((row) => row.id),
  )
  const hashes = new Map(rows.map((row) => [row.id, row.hash]))
  const messages = inTreeOrder(rows.map((row) => ({ ...row, parentId: row.parentId ?? undefined }))).map(
    ({ leaf: { parentId, ...row }, depth }) => {
      const parentHash = depth === 0 || parentId === undefined ? undefined : hashes.get(parentId)
      const own = { ...row, depth, attachments: attached.get(row.id) ?? [] }
      return parentHash === undefined ? own : { ...own, parentHash }
    },
  )
  const dates = rows.map((row) => row.datedAt).sort((a, b) => a.getTime() - b.getTime())
  const view = {
    hash: found.hash,
    subject: found.subject,
    firstAt: dates[0]!,
    lastAt: dates.at(-1)!,
    messages,
  }
  return found.hash === wanted ? view : { ...view, movedTo: found.hash }
}

async function threadAt(
  db: DbOrTx,
  listId: number,
  hash: string,
): Promise<{ id: number; hash: string; subject: string } | undefined> {
  const { rows } = await db.raw<{ rows: { id: number; hash: string; subject: string }[] }>(
    `select t.id, t.hash, t.subject
       from (select coalesce(merged_into, id) as id, 1 as choice from threads where list_id = ? and hash = ?
             union all
             select p.thread_id, 2 from messages m join postings p on p.message_id = m.id
              where p.list_id = ? and m.hash = ?) f
       join threads t on t.id = f.id
      order by f.choice limit 1`,
    [listId, hash, listId, hash],
  )
  return rows[0]
}

async function shownMessages(db: DbOrTx, threadId: number): Promise<Row[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select m.id, m.hash, m.subject, m.from_name as "fromName", m.from_address as "fromAddress",
            p.dated_at as "datedAt", m.defects, p.parent_id as "parentId"
       from postings p join messages m on m.id = p.message_id
      where p.thread_id = ? and p.state = 'shown'`,
    [threadId],
  )
  return rows
}
