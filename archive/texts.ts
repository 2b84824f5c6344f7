// The readable texts of messages: kept beside their mail in its pack, or as blobs of their own.

import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'

/** A message's mail, and its text where that has a blob of its own; hashes. */
export interface TextPlace {
  readonly raw: Buffer
  readonly text: Buffer | null
}

/** Reads the texts of messages in at most two statements, in their order; one without text is ''. */
export async function readTexts(db: DbOrTx, blobs: Blobs, places: readonly TextPlace[]): Promise<string[]> {
  const own = await blobs.readMany(
    db,
    places.flatMap(({ text }) => text ?? []),
  )
  const beside = await blobs.readCompanions(
    db,
    places.flatMap(({ raw, text }) => (text === null ? [raw] : [])),
  )
  return places.map(({ raw, text }) => {
    const bytes = text === null ? beside.get(raw.toString('hex')) : own.get(text.toString('hex'))
    return bytes?.toString('utf8') ?? ''
  })
}

/** The readable texts of these messages; one without text is ''. */
export async function textsOf(
  db: DbOrTx,
  blobs: Blobs,
  messageIds: readonly number[],
): Promise<Map<number, string>> {
  const rows: (TextPlace & { readonly id: number })[] = await db('messages')
    .select('id', 'raw', 'text')
    .whereIn('id', [...messageIds])
  const texts = await readTexts(db, blobs, rows)
  return new Map(rows.map(({ id }, at) => [id, texts[at]!]))
}
