// What was read in the files of messages, for whoever shows extracts of it.
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'

/** A file's name and its text; '' where none was read, or is not given. */
export interface FileWithText {
  readonly name: string
  readonly text: string
}

interface Row {
  readonly messageId: number
  readonly name: string
  readonly extracted: Buffer | null
  readonly size: number | null
}

/**
 * The files of these messages in order, of those messages that have any. Texts are read of the first messages first,
 * as long as they are no more than `maxBytes` in all.
 */
export async function fileTextsOf(
  db: DbOrTx,
  blobs: Blobs,
  messageIds: readonly number[],
  maxBytes: number,
): Promise<Map<number, FileWithText[]>> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select a.message_id as "messageId", a.name, a.extracted, b.size
       from unnest(?::bigint[]) with ordinality w (id, n)
       join attachments a on a.message_id = w.id left join blobs b on b.hash = a.extracted
      order by w.n, a.n`,
    [[...messageIds]],
  )
  const wanted = within(rows, maxBytes)
  const texts = wanted.length === 0 ? new Map<string, Buffer>() : await blobs.readMany(db, wanted)
  const files = new Map<number, FileWithText[]>()
  for (const { messageId, name, extracted } of rows) {
    const text = extracted === null ? '' : (texts.get(extracted.toString('hex'))?.toString('utf8') ?? '')
    const others = files.get(messageId) ?? []
    files.set(messageId, [...others, { name, text }])
  }
  return files
}

/** The texts that there is room for. */
function within(rows: readonly Row[], maxBytes: number): Buffer[] {
  const hashes: Buffer[] = []
  let left = maxBytes
  for (const { extracted, size } of rows) {
    if (extracted === null || size === null || size > left) continue
    left -= size
    hashes.push(extracted)
  }
  return hashes
}
