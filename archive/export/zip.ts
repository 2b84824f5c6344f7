// Writes a zip as a stream, in constant memory but for the directory. Our own because it has to be the same bytes
// each time, and because yazl looks through all earlier entries at each new one: 100,000 took 45 s of CPU.

import { Readable } from 'node:stream'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { dataDescriptor, directoryRecord, endRecords, localHeader, type StoredFile } from './zip-records.ts'

/** A file to put into a zip: whole, or compressed already. */
export type ZipFileToWrite = { readonly name: string; readonly bytes: Buffer } | Compressed | Flowing

/** A file of any size below 4 GB, compressed as it comes; nothing is known of it before its end. */
export interface Flowing {
  readonly name: string
  readonly flow: AsyncIterable<Buffer>
}

/** A file compressed: what the records say of it, and what stands between them. */
export interface Compressed {
  readonly file: StoredFile
  readonly stored: readonly Buffer[]
}

/** Of deflating, as zip programs do by default. */
export const LEVEL = 6
const WORTH_DEFLATING = 64 // bytes
const BLOCK = 131_072 // bytes: what is written is given in pieces of about this

/** A zip of these files, in their order. */
export async function* zip(files: AsyncIterable<ZipFileToWrite>): AsyncGenerator<Buffer> {
  const directory = new Gathered()
  const block = new Gathered()
  let offset = 0
  let count = 0
  for await (const wanted of files) {
    const at = offset
    for await (const piece of written(wanted)) {
      if (!Buffer.isBuffer(piece)) {
        directory.add(directoryRecord(piece, at))
        count++
        continue
      }
      offset += piece.length
      block.add(piece)
      if (block.size >= BLOCK) yield block.take()
    }
  }
  const { size } = directory
  if (block.size > 0) yield block.take()
  yield directory.take()
  yield endRecords({ count, size, offset })
}

/** What stands in the zip for a file, and last what the directory says of it. */
async function* written(wanted: ZipFileToWrite): AsyncGenerator<Buffer | StoredFile> {
  if ('flow' in wanted) {
    yield* flowing(wanted)
    return
  }
  const { file, stored } = 'file' in wanted ? wanted : compressed(wanted.name, wanted.bytes)
  yield localHeader(file)
  yield* stored
  yield file
}

async function* flowing({ name, flow }: Flowing): AsyncGenerator<Buffer | StoredFile> {
  const start = { name, crc32: 0, size: 0, storedSize: 0, method: 8, sums: 'after' } as const
  yield localHeader(start)
  let [sum, size, storedSize] = [0, 0, 0]
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of flow) {
      sum = crc32(chunk, sum)
      size += chunk.length
      yield chunk
    }
  }
  const source = Readable.from(counted(), { objectMode: false })
  const deflate = createDeflateRaw({ level: LEVEL })
  source.on('error', (error) => deflate.destroy(error))
  try {
    for await (const chunk of source.pipe(deflate)) {
      storedSize += chunk.length
      yield chunk
    }
  } finally {
    source.destroy()
  }
  const file = { ...start, crc32: sum, size, storedSize }
  yield dataDescriptor(file)
  yield file
}

function compressed(name: string, bytes: Buffer): Compressed {
  const deflated = bytes.length < WORTH_DEFLATING ? bytes : deflateRawSync(bytes, { level: LEVEL })
  const [method, stored] = deflated.length < bytes.length ? [8 as const, deflated] : [0 as const, bytes]
  const sizes = { size: bytes.length, storedSize: stored.length }
  return { file: { name, crc32: crc32(bytes), ...sizes, method }, stored: [stored] }
}

// Many small buffers as few large ones.
class Gathered {
  size = 0
  #pieces: Buffer[] = []
  readonly #blocks: Buffer[] = []

  add(piece: Buffer): void {
    this.size += piece.length
    if (this.#pieces.push(piece) < 1_024) return
    this.#blocks.push(Buffer.concat(this.#pieces))
    this.#pieces = []
  }

  take(): Buffer {
    const all = Buffer.concat([...this.#blocks.splice(0), ...this.#pieces.splice(0)])
    this.size = 0
    return all
  }
}
