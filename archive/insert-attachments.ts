// Writes the attachments of messages: what is known of them; their bytes stay in the mail. Those that might be read
// have neither a text nor a reason for having none until somebody has looked.

import type { Tx } from '#store/database.ts'
import type { NoText } from './extract/extract.ts'
import { mayHoldText } from './extract/kinds.ts'
import type { Filing } from './file.ts'
import type { Inserted } from './insert-messages.ts'

/** The attachments of those messages that are new, `messages` in the order of `items`. */
export async function insertAttachments(
  tx: Tx,
  items: readonly Filing[],
  messages: readonly Inserted[],
): Promise<void> {
  const rows = items.flatMap(({ prepared }, at) => {
    const message = messages[at]!
    if (!message.isNew) return []
    return prepared.reading.attachments.map((attachment, index) => ({
      messageId: message.id,
      n: index + 1,
      ...attachment,
    }))
  })
  if (rows.length === 0) return
  await tx.raw(
    `insert into attachments (message_id, n, name, type, disposition, content_id, size, unread)
     select * from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])`,
    [
      rows.map(({ messageId }) => messageId),
      rows.map(({ n }) => n),
      rows.map(({ name }) => name),
      rows.map(({ type }) => type),
      rows.map(({ disposition }) => disposition),
      rows.map(({ contentId }) => contentId ?? null),
      rows.map(({ size }) => size),
      rows.map((row) => (mayHoldText(row) ? null : ('no-text' satisfies NoText))),
    ] as never,
  )
}
