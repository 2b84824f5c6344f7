// The copies being sent, read once and kept ready: their header and body are the same for every recipient.
import { pipeline, type Readable } from 'node:stream'
import { LRUCache } from 'lru-cache'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { Header } from '../message/header.ts'
import { bodyHashOf } from '../signing/relaxed.ts'
import { crlfStream, toCrlf } from './crlf.ts'

const CACHE_BYTES = 32 * 1024 * 1024
/** A larger copy is streamed to each recipient and never held whole. */
export const BIG_COPY_BYTES = 1024 * 1024

const NEWLINE = Buffer.from('\r\n')

/** What is known of a copy that is being sent. */
export interface Copy {
  readonly id: number
  readonly messageId: number
  readonly listId: number
  readonly sending: 'personal' | 'batched'
  readonly personal: object
  readonly subject: string
  readonly size: number
  readonly eightBit: boolean
  readonly utf8: boolean
  readonly body: Buffer // blob hash
  readonly bodyOffset: number
  readonly header: Buffer // CRLF-ended lines and the empty line
  readonly bodyHash: Buffer | null // relaxed (RFC 6376 §3.7); null in big copies that were queued without
  readonly text?: Buffer // the body, CRLF; absent from big copies
}

export interface Copies {
  /** The copies of these ids; one that was deleted or can't be read is missing. */
  get(ids: readonly number[]): Promise<Map<number, Copy>>
  /** The body of a big copy, CRLF. */
  stream(copy: Copy): Promise<Readable>
}

type Row = Omit<Copy, 'subject' | 'text'>

/** Reads copies through a cache of at most 32 MB. */
export function openCopies(db: Db, blobs: Blobs, log: Log): Copies {
  const cache = new LRUCache<number, Copy>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (copy) => copy.header.length + (copy.text?.length ?? 0) + 1024,
  })

  async function load(row: Row): Promise<Copy> {
    const header = ended(toCrlf(row.header))
    const subject = Header.parse(header).header.text('Subject')
    const size = row.size
    // Nobody reads a large body only to know: announcing 8 bit where there is none does no harm (RFC 6152 §3).
    if (size > BIG_COPY_BYTES || row.bodyOffset > BIG_COPY_BYTES)
      return { ...row, header, subject, eightBit: true }
    const text = toCrlf((await blobs.read(db, row.body)).subarray(row.bodyOffset))
    const eightBit = row.eightBit || row.utf8 || text.some((byte) => byte > 0x7f)
    const bodyHash = row.bodyHash ?? bodyHashOf(text)
    return { ...row, header, subject, text, eightBit, bodyHash, size: header.length + text.length }
  }

  return {
    async get(ids) {
      const found = new Map<number, Copy>()
      const missing: number[] = []
      for (const id of new Set(ids)) {
        const copy = cache.get(id)
        if (copy) found.set(id, copy)
        else missing.push(id)
      }
      if (missing.length === 0) return found
      const { rows } = await db.raw<{ rows: Row[] }>(
        `select id, message_id as "messageId", list_id as "listId", sending, personal, size, eight_bit as "eightBit",
                utf8, body, body_offset as "bodyOffset", header, body_hash as "bodyHash"
           from copies where id = any(?)`,
        [missing] as never,
      )
      for (const row of rows) {
        try {
          const copy = await load(row)
          cache.set(copy.id, copy)
          found.set(copy.id, copy)
        } catch (error) {
          log.error({ err: error, copy: row.id, message: row.messageId }, 'the text of a post cannot be read')
        }
      }
      return found
    },
    async stream(copy) {
      const mended = crlfStream()
      pipeline(await blobs.open(db, copy.body, { start: copy.bodyOffset }), mended, () => {})
      return mended
    },
  }
}

/** A header block with the empty line that ends it. */
export function ended(header: Buffer): Buffer {
  const closed = header.length === 0 || header.subarray(-2).equals(NEWLINE)
  return Buffer.concat(closed ? [header, NEWLINE] : [header, NEWLINE, NEWLINE])
}
