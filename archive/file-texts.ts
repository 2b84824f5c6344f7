// The texts of attached files: taken out as a mail passes by, or later from the archive.
import type { Staged } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import { type AttachmentBytes, setAside } from './attachment-bytes.ts'
import { type Extract, nothing } from './extract/extract.ts'
import type { Extractor } from './extract/extractor.ts'
import { DEFAULT_LIMITS } from './extract/limits.ts'
import type { Shelf } from './prepare.ts'
import type { Onlooker } from './read.ts'

/** What came of an attachment, the n-th of its mail; `staged` is its text, when it has one. */
export interface FileText {
  readonly n: number
  readonly extract: Extract
  readonly staged?: Staged
}

/** At most so many bytes of one mail's attachments are in memory at once. */
const ALL_BYTES = 2 * DEFAULT_LIMITS.maxBytes

/** How much is read of all attachments of one mail together: a thousand small files may each hold a book. */
export interface Room {
  /** Characters; some two thousand pages. */
  readonly text: number
  readonly seconds: number
}

const ROOM: Room = { text: 2 * DEFAULT_LIMITS.maxText, seconds: 60 }

/** Reads the attachments of one mail: give `onlooker` to whoever reads the mail, then ask for the texts. */
export function passingFiles(
  extractor: Extractor,
  shelf: Shelf,
  room: Room = ROOM,
): { readonly onlooker: Onlooker; texts(): Promise<FileText[]> } {
  const { onlooker, found } = setAside({ oneBytes: DEFAULT_LIMITS.maxBytes, allBytes: ALL_BYTES })
  const texts = async () => {
    const until = performance.now() + room.seconds * 1_000
    const read: FileText[] = []
    let left = room.text
    for (const file of found) {
      const extract = performance.now() < until ? await extractOf(file, extractor, left) : nothing('too-long')
      if (extract.outcome === 'read') left -= extract.text.length
      read.push(await keptText(file.n, extract, shelf))
    }
    return read
  }
  return { onlooker, texts }
}

async function extractOf(file: AttachmentBytes, extractor: Extractor, room: number): Promise<Extract> {
  const { name, type, bytes } = file
  if (bytes === 'too-large') return nothing('too-large')
  const extract = await extractor.extract({ name, type, bytes })
  return extract.outcome === 'read' && extract.text.length > room ? nothing('too-large') : extract
}

async function keptText(n: number, extract: Extract, shelf: Shelf): Promise<FileText> {
  if (extract.outcome !== 'read' || extract.text === '') return { n, extract }
  return { n, extract, staged: await shelf.stage(Buffer.from(extract.text)) }
}

/** Writes what came of attachments, in the transaction that keeps their texts. */
export async function noteFileTexts(
  tx: Tx,
  texts: readonly (FileText & { readonly messageId: number })[],
): Promise<void> {
  if (texts.length === 0) return
  const rows = texts.map(({ messageId, n, extract, staged }) => ({
    message_id: messageId,
    n,
    extracted: staged ? `\\x${staged.hash.toString('hex')}` : null,
    unread: extract.outcome === 'nothing' ? extract.why : staged ? null : 'no-text',
    pages: extract.outcome === 'read' ? (extract.pages ?? null) : null,
  }))
  await tx.raw(
    `update attachments a set extracted = t.extracted, unread = t.unread, pages = t.pages
       from jsonb_to_recordset(?::jsonb) t (message_id bigint, n int, extracted bytea, unread text, pages int[])
      where a.message_id = t.message_id and a.n = t.n`,
    [JSON.stringify(rows)],
  )
}
