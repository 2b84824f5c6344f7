// An incoming message, read once as it comes: small ones stay in memory, others go to a file, hashed on the way.
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Header } from '#mta/message/header.ts'
import { MessageHashes } from './message-hashes.ts'
import { openSpoolFile } from './spool-file.ts'

/** A received message: the very bytes that came, its header, and SHA-256 of all of it and of its body. */
export interface Spooled {
  readonly size: number
  readonly header: Header
  readonly bodyOffset: number
  readonly sha256: Buffer
  readonly bodySha256: Buffer
  /** The bytes from the start, as often as wanted until `dispose`. */
  open(): Readable
  /** The bytes, when they are in memory. */
  readonly bytes?: Buffer
  /** Forgets the bytes and stops whoever still reads them. */
  dispose(): Promise<void>
}

/** Messages up to this size stay in memory, bytes. */
export const MAX_IN_MEMORY = 256 * 1024

/**
 * Reads a message to its end, or to the first chunk past `maxBytes`: from there on a source that is too big is
 * neither drained nor destroyed. Rejects when the source breaks off. `dir` is made when missing.
 */
export async function spool(
  source: Readable | Buffer,
  options: { dir: string; maxBytes: number },
): Promise<Spooled | 'too-big'> {
  if (Buffer.isBuffer(source)) return source.length > options.maxBytes ? 'too-big' : inMemory(source)
  const chunks: AsyncIterator<Buffer> = source.iterator({ destroyOnReturn: false })
  const held: Buffer[] = []
  let size = 0
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    held.push(next.value)
    size += next.value.length
    if (size > options.maxBytes) return await leave(chunks)
    if (size > MAX_IN_MEMORY) return await inFile(Buffer.concat(held, size), chunks, options)
  }
  return inMemory(Buffer.concat(held, size))
}

function inMemory(bytes: Buffer): Spooled {
  const { header, bodyOffset } = Header.parse(bytes)
  return {
    size: bytes.length,
    header,
    bodyOffset,
    sha256: hash('sha256', bytes, 'buffer'),
    bodySha256: hash('sha256', bytes.subarray(bodyOffset), 'buffer'),
    bytes,
    open: () => Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false }),
    dispose: async () => {},
  }
}

async function inFile(
  head: Buffer,
  chunks: AsyncIterator<Buffer>,
  options: { dir: string; maxBytes: number },
): Promise<Spooled | 'too-big'> {
  const file = await openSpoolFile(options.dir)
  const hashes = new MessageHashes()
  try {
    let next: IteratorResult<Buffer> = { value: head, done: false }
    for (; !next.done; next = await chunks.next()) {
      if (file.size + next.value.length > options.maxBytes) {
        await file.dispose()
        return await leave(chunks)
      }
      hashes.update(next.value)
      await file.write(next.value)
    }
    return {
      size: file.size,
      ...hashes.digest(),
      open: () => file.open(),
      dispose: () => file.dispose(),
    }
  } catch (error) {
    await file.dispose()
    throw error
  }
}

async function leave(chunks: AsyncIterator<Buffer>): Promise<'too-big'> {
  await chunks.return?.()
  return 'too-big'
}
