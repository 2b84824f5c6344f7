// The readable texts of messages: kept beside their mail in its pack, or as blobs of their own.

import { LRUCache } from 'lru-cache'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import { type FileWithText, fileTextsOf } from './texts-of-files.ts'

/** Characters of texts kept in memory, of messages and of files each: the newest are shown in page after page. */
const KEPT_CHARS = 4_000_000
const MOST_CHARS = 64_000 // of one text; a longer one is read each time
/** Of files' texts, in all that one page of hits looks at. */
const FILES_BYTES = 4 * 1024 * 1024
const ENTRY_CHARS = 100 // what any text takes beside its own characters

/** The texts that pages show; what was read lately is in memory. */
export interface Texts {
  /** By message id; one without text is ''. */
  of(db: DbOrTx, messageIds: readonly number[]): Promise<Map<number, string>>
  /** What was read in the files of those messages that have any; no more than FILES_BYTES in all. */
  ofFiles(db: DbOrTx, messageIds: readonly number[]): Promise<Map<number, FileWithText[]>>
}

/** The texts of these blobs' messages. The text of a message never changes, and no number is given twice. */
export function openTexts(blobs: Blobs): Texts {
  const ofMessages = remembering<number>()
  const ofBlobs = remembering<string>()
  const readBlobs = async (db: DbOrTx, hashes: readonly string[]): Promise<Map<string, string>> => {
    const found = await blobs.readMany(
      db,
      hashes.map((hash) => Buffer.from(hash, 'hex')),
    )
    return new Map([...found].map(([hash, bytes]) => [hash, bytes.toString('utf8')]))
  }
  return {
    of: (db, messageIds) => ofMessages(messageIds, (others) => textsOf(db, blobs, others)),
    ofFiles: (db, messageIds) => {
      const read = (hashes: readonly Buffer[]) =>
        ofBlobs(
          hashes.map((hash) => hash.toString('hex')),
          (others) => readBlobs(db, others),
        )
      return fileTextsOf(db, read, messageIds, FILES_BYTES)
    },
  }
}

/** Gives what it remembers, and reads the others; it forgets what was asked for longest ago. */
function remembering<Key extends string | number>() {
  const lately = new LRUCache<Key, string>({
    maxSize: KEPT_CHARS,
    maxEntrySize: MOST_CHARS,
    sizeCalculation: (text) => text.length + ENTRY_CHARS,
  })
  return async (keys: readonly Key[], read: (others: readonly Key[]) => Promise<Map<Key, string>>) => {
    const found = new Map<Key, string>()
    for (const key of keys) {
      const text = lately.get(key)
      if (text !== undefined) found.set(key, text)
    }
    const others = keys.filter((key) => !found.has(key))
    if (others.length === 0) return found
    for (const [key, text] of await read(others)) {
      lately.set(key, text)
      found.set(key, text)
    }
    return found
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
