// From what the archive files to what search finds it by.

import type { Facts } from '#archive/file.ts'
import type { FileText } from '#archive/file-texts.ts'
import type { PreparedMessage } from '#archive/prepare.ts'
import type { Entry } from '#search/entry.ts'

/** The entry of a message just filed; `files` are the texts that were read in its attachments. */
export function entryOf(
  messageId: number,
  mail: { readonly prepared: PreparedMessage; readonly facts: Facts; readonly files?: readonly FileText[] },
): Entry {
  const { reading } = mail.prepared
  const { facts, files = [] } = mail
  const texts = new Map(
    files.map(({ n, extract }) => [n, extract.outcome === 'read' ? extract.text : undefined]),
  )
  return {
    messageId,
    datedAt: facts.receivedAt,
    lists: facts.listIds,
    subject: reading.subject,
    from: facts.author ?? reading.from,
    recipients: reading.recipients,
    text: reading.text,
    files: reading.attachments.map(({ name, type }, at) => {
      const text = texts.get(at + 1)
      return { name, type, ...(text !== undefined && { text }) }
    }),
  }
}
