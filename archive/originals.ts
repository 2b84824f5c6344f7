// The bytes behind a message: the mail as received, its attachments.

import type { Readable } from 'node:stream'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import { storedPart } from './stored-mail.ts'

/** An attachment as pages list it; `size` is decoded bytes, `type` the media type declared. */
export interface AttachmentRow {
  readonly n: number
  readonly name: string
  readonly type: string
  readonly size: number
  readonly disposition: 'attachment' | 'inline'
}

// Joins a message to a posting that shows it in this list.
const SHOWN = `join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'`

/** The mail as first received, less Approved and Bcc; `size` in bytes. */
export async function openRaw(
  db: DbOrTx,
  blobs: Blobs,
  listId: number,
  hash: string,
): Promise<{ stream: Readable; size: number } | undefined> {
  const { rows } = await db.raw<{ rows: { raw: Buffer; size: number }[] }>(
    `select m.raw, m.size from messages m ${SHOWN} where m.hash = ?`,
    [listId, hash.toLowerCase()],
  )
  const found = rows[0]
  return found && { stream: await blobs.open(db, found.raw), size: found.size }
}

/** The n-th attachment of a message, decoded. */
export async function openAttachment(
  db: DbOrTx,
  blobs: Blobs,
  listId: number,
  hash: string,
  n: number,
): Promise<{ row: AttachmentRow; stream: Readable } | undefined> {
  const { rows } = await db.raw<{ rows: (AttachmentRow & { raw: Buffer; mailSize: number })[] }>(
    `select a.n, a.name, a.type, a.size, a.disposition, m.raw, m.size as "mailSize"
       from messages m ${SHOWN} join attachments a on a.message_id = m.id
      where m.hash = ? and a.n = ?`,
    [listId, hash.toLowerCase(), n],
  )
  if (rows[0] === undefined) return undefined
  const { raw, mailSize, ...row } = rows[0]
  return { row, stream: await storedPart(db, blobs, { hash: raw, size: mailSize }, n) }
}
