// The readable texts of messages: kept beside their mail in its pack, or as blobs of their own.

import { LRUCache } from 'lru-cache'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'

/** Characters of texts kept in memory: the newest messages of a list are shown in page after page. */
const KEPT_CHARS = 8_000_000
const MOST_CHARS = 64_000 // of one text; a longer one is read each time
const ENTRY_CHARS = 100 // what any text takes beside its own characters

/** The texts that pages show; what was read lately is in memory. */
export interface Texts {
  /** By message id; one without text is ''. */
  of(db: DbOrTx, messageIds: readonly number[]): Promise<Map<number, string>>
}

/** The texts of these blobs' messages. The text of a message never changes, and no number is given twice. */
export function openTexts(blobs: Blobs): Texts {
  const lately = new LRUCache<number, string>({
    maxSize: KEPT_CHARS,
    maxEntrySize: MOST_CHARS,
    sizeCalculation: (text) => text.length + ENTRY_CHARS,
  })
  return {
    of: async (db, messageIds) => {
      const known = new Map<number, string>()
      for (const id of messageIds) {
        const text = lately.get(id)
        if (text !== undefined) known.set(id, text)
      }
      const others = messageIds.filter((id) => !known.has(id))
      if (others.length === 0) return known
      for (const [id, text] of await textsOf(db, blobs, others)) {
        lately.set(id, text)
        known.set(id, text)
      }
      return known
    },
  }
}

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
