// Archived messages by their Message-ID, for the operator's commands.
import type { Readable } from 'node:stream'
import { urlHash, urlHashes } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'

export interface ArchivedMessage {
  readonly id: number
  readonly hash: string
  readonly list: string
  readonly datedAt: Date
  readonly fromAddress: string
  readonly subject: string
  /** Size of the raw message, bytes. */
  readonly size: number
}

/** Where messages with this Message-ID are shown, one row a list. */
export async function messagesById(db: DbOrTx, messageId: string): Promise<ArchivedMessage[]> {
  const { rows } = await db.raw<{ rows: ArchivedMessage[] }>(
    `select m.id, m.hash, l.address as list, m.dated_at as "datedAt", m.from_address as "fromAddress", m.subject, m.size
       from messages m join postings p on p.message_id = m.id join lists l on l.id = p.list_id
      where m.hash = any(?::text[]) order by m.id, l.address`,
    [urlHashes(urlHash(messageId))],
  )
  return rows
}

/** The stored bytes of the first message with this Message-ID. */
export async function openRawById(
  db: DbOrTx,
  blobs: Blobs,
  messageId: string,
): Promise<Readable | undefined> {
  const row = await db('messages')
    .whereIn('hash', urlHashes(urlHash(messageId)))
    .orderBy('id')
    .first('raw')
  return row && (await blobs.open(db, row.raw))
}
