// The bytes of an arrival, read again when its turn comes: small ones whole, large ones from the store as needed.
import { PassThrough, pipeline, Readable } from 'node:stream'
import { Header } from '#mta/message/header.ts'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import type { Arrival } from './arrivals.ts'

const maxInMemoryBytes = 1024 * 1024
const headerPrefixBytes = 16 * 1024 * 1024 // beyond this a header is read no further

export interface Original {
  readonly header: Header
  readonly bodyOffset: number
  readonly size: number
  /** The whole message, when small. */
  readonly bytes?: Buffer
  /** The body, from its first byte. */
  body(): Readable
}

/** Opens an arrival's message; `fresh` are its bytes where they are still in memory. */
export async function openOriginal(
  db: DbOrTx,
  blobs: Blobs,
  arrival: Arrival,
  fresh?: Buffer,
): Promise<Original> {
  if (arrival.size <= maxInMemoryBytes) {
    const bytes = fresh ?? (await blobs.read(db, arrival.blob))
    const { header, bodyOffset } = Header.parse(bytes)
    const body = () =>
      Readable.from(bytes.length > bodyOffset ? [bytes.subarray(bodyOffset)] : [], { objectMode: false })
    return { header, bodyOffset, size: bytes.length, bytes, body }
  }
  const { header, bodyOffset } = await readHeader(db, blobs, arrival)
  return {
    header,
    bodyOffset,
    size: arrival.size,
    body: () => {
      const through = new PassThrough()
      blobs.open(db, arrival.blob, { start: bodyOffset }).then(
        (stream) => pipeline(stream, through, () => {}),
        (error) => through.destroy(error),
      )
      return through
    },
  }
}

async function readHeader(db: DbOrTx, blobs: Blobs, arrival: Arrival) {
  for (let prefix = 64 * 1024; ; prefix *= 8) {
    const end = Math.min(prefix, headerPrefixBytes, arrival.size)
    const chunks: Buffer[] = []
    for await (const chunk of await blobs.open(db, arrival.blob, { start: 0, end })) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const parsed = Header.parse(bytes)
    if (parsed.bodyOffset < bytes.length || end === Math.min(headerPrefixBytes, arrival.size)) return parsed
  }
}
