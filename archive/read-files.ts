// The job 'files': reads what is written in the attachments of messages that came by mail. Twice is once.
import type { Blobs } from '#store/blobs.ts'
import type { Db, Tx } from '#store/database.ts'
import type { Extractor } from './extract/extractor.ts'
import { noteFileTexts, passingFiles } from './file-texts.ts'
import { readMail } from './read.ts'
import { storedMail } from './stored-mail.ts'

export interface ReadingFiles {
  readonly db: Db
  readonly blobs: Blobs
  readonly extractor: Extractor
  /** Makes the message searchable by what was read, in the same transaction. */
  index(tx: Tx, messageId: number): Promise<void>
}

/** Reads the attachments of a message, once, and makes their texts searchable. */
export async function readFiles(
  { db, blobs, extractor, index }: ReadingFiles,
  messageId: number,
): Promise<void> {
  const mail: { hash: Buffer; size: number } | undefined = await db('messages as m')
    .where('m.id', messageId)
    .whereExists((waiting) =>
      waiting
        .from('attachments')
        .whereRaw('message_id = m.id and extracted is null and unread is null')
        .select(db.raw('1')),
    )
    .first('m.raw as hash', 'm.size')
  if (!mail) return
  const files = passingFiles(extractor, blobs)
  await readMail(await storedMail(db, blobs, mail), files.onlooker)
  const texts = await files.texts()
  await db.transaction(async (tx) => {
    await blobs.keep(
      tx,
      texts.flatMap(({ staged }) => staged ?? []),
    )
    await noteFileTexts(
      tx,
      texts.map((text) => ({ ...text, messageId })),
    )
    await index(tx, messageId)
  })
}
