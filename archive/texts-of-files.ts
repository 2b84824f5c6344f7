// What was read in the files of messages, for whoever shows extracts of it.
import type { DbOrTx } from '#store/database.ts'
import type { AttachmentRow } from './originals.ts'

/** A file and its text; '' where none was read, or is not given. */
export type FileWithText = Omit<AttachmentRow, 'disposition'> & { readonly text: string }

interface Row extends Omit<FileWithText, 'text'> {
  readonly messageId: number
  readonly extracted: Buffer | null
  /** Bytes of what was read. */
  readonly length: number | null
}

/**
 * The files of these messages in order, of those messages that have any. Texts are read (by their blobs, and given by
 * the hash in hexadecimal) of the first messages first, as long as they are no more than `maxBytes` in all.
 */
export async function fileTextsOf(
  db: DbOrTx,
  read: (hashes: readonly Buffer[]) => Promise<ReadonlyMap<string, string>>,
  messageIds: readonly number[],
  maxBytes: number,
): Promise<Map<number, FileWithText[]>> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select a.message_id as "messageId", a.n, a.name, a.type, a.size, a.extracted, b.size as length
       from unnest(?::bigint[]) with ordinality w (id, n)
       join attachments a on a.message_id = w.id left join blobs b on b.hash = a.extracted
      order by w.n, a.n`,
    [[...messageIds]],
  )
  const wanted = within(rows, maxBytes)
  const texts = await read(wanted)
  const files = new Map<number, FileWithText[]>()
  for (const { messageId, extracted, length: _, ...file } of rows) {
    const text = extracted === null ? '' : (texts.get(extracted.toString('hex')) ?? '')
    const others = files.get(messageId) ?? []
    files.set(messageId, [...others, { ...file, text }])
  }
  return files
}

/** The texts that there is room for. */
function within(rows: readonly Row[], maxBytes: number): Buffer[] {
  const hashes: Buffer[] = []
  let left = maxBytes
  for (const { extracted, length } of rows) {
    if (extracted === null || length === null || length > left) continue
    left -= length
    hashes.push(extracted)
  }
  return hashes
}
