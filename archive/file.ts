// Files a prepared mail: messages and attachments are written here, postings and threads by threads.ts.

import { urlHash } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import type { PreparedMessage } from './prepare.ts'
import { type Place, placeInThreads } from './threads.ts'

/** What is known of a mail besides its bytes. */
export interface Facts {
  readonly messageId: string // without brackets
  readonly fingerprint: Buffer
  readonly receivedAt: Date
  readonly arrivalId?: number
  readonly authorId?: number
  readonly listIds: readonly number[]
}

/** Where a message stands now; `isNew` is false when it was archived before. */
export interface Filed {
  readonly id: number
  readonly hash: string
  readonly isNew: boolean
  readonly threads: readonly Place[]
}

const MAX_SAME_ID = 20 // tries to find a free name for one more message of the same Message-ID

/** Files a mail in lists, in the caller's transaction. Filing the same again changes nothing. */
export function filer(blobs: Blobs): (tx: Tx, prepared: PreparedMessage, facts: Facts) => Promise<Filed> {
  return async (tx, prepared, facts) => {
    await blobs.keep(tx, prepared.staged)
    const message = await insertMessage(tx, prepared, facts)
    if (message.isNew) await insertAttachments(tx, message.id, prepared)
    const { references, subject, base, isReply } = prepared.reading
    const { messageId, listIds } = facts
    const threads = await placeInThreads(tx, {
      ...message,
      messageId,
      references,
      subject,
      base,
      isReply,
      listIds,
    })
    return { id: message.id, hash: message.hash, isNew: message.isNew, threads }
  }
}

interface Row {
  readonly id: number
  readonly hash: string
  readonly datedAt: Date
}

async function insertMessage(
  tx: Tx,
  prepared: PreparedMessage,
  facts: Facts,
): Promise<Row & { readonly isNew: boolean }> {
  const { reading, raw } = prepared
  const first = urlHash(facts.messageId)
  for (let hash = first, tries = 0; tries < MAX_SAME_ID; tries++) {
    const [inserted]: Row[] = await tx('messages')
      .insert({
        message_id: facts.messageId,
        fingerprint: facts.fingerprint,
        hash,
        raw: raw.hash,
        text: prepared.text ?? null,
        html: prepared.html ?? null,
        size: raw.size,
        dated_at: facts.receivedAt,
        date_header: reading.date ?? null,
        subject: reading.subject,
        base_subject: reading.base,
        from_name: reading.from.name,
        from_address: reading.from.address,
        author_id: facts.authorId ?? null,
        recipients: JSON.stringify(reading.recipients),
        in_reply_to: reading.inReplyTo ?? null,
        refs: reading.references.filter((id) => id !== facts.messageId),
        defects: reading.defects,
        arrival_id: facts.arrivalId ?? null,
      })
      .onConflict()
      .ignore()
      .returning(['id', 'hash', 'dated_at as datedAt'])
    if (inserted !== undefined) return { ...inserted, isNew: true }
    const [known]: Row[] = await tx('messages')
      .select('id', 'hash', 'dated_at as datedAt')
      .where({ message_id: facts.messageId, fingerprint: facts.fingerprint })
    if (known !== undefined) return { ...known, isNew: false }
    hash = await nextHash(tx, first)
  }
  throw new Error(`No free name for one more message ${facts.messageId}`)
}

// The same Message-ID with other content: '-2', '-3'…
async function nextHash(tx: Tx, first: string): Promise<string> {
  const { rows } = await tx.raw<{ rows: { last: number }[] }>(
    `select coalesce(max(split_part(hash, '-', 2)::int), 1) as last from messages where hash like ? || '-%'`,
    [first],
  )
  return `${first}-${rows[0]!.last + 1}`
}

async function insertAttachments(tx: Tx, messageId: number, { reading }: PreparedMessage): Promise<void> {
  if (reading.attachments.length === 0) return
  const rows = reading.attachments.map((attachment, index) => ({
    message_id: messageId,
    n: index + 1,
    name: attachment.name,
    type: attachment.type,
    disposition: attachment.disposition,
    content_id: attachment.contentId ?? null,
    size: attachment.staged.size,
    blob: attachment.staged.hash,
  }))
  await tx('attachments').insert(rows)
}
