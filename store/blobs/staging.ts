import { createHash, hash } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, createZstdCompress, type ZstdOptions, zstdCompress, zstdCompressSync } from 'node:zlib'
import type { Files, Unplaced } from './files.ts'
import { MAX_PACKED_BYTES } from './packs.ts'

/** Bytes that are ready to be kept: nothing names them until `keep`. */
export interface Staged {
  /** SHA-256 of the bytes, 32 bytes. */
  readonly hash: Buffer
  /** In bytes, uncompressed. */
  readonly size: number
  /** In bytes, compressed; 0 in a pack, whose size counts. */
  readonly storedSize: number
  /** The compressed bytes of a small one; absent when a file holds them, or a pack will. */
  readonly row?: Buffer
  /** The bytes as they are, when they go into a pack. */
  readonly plain?: Buffer
  /** What goes into the pack behind them; absent also where it has to be kept by itself. */
  readonly companion?: Buffer
  /** Forgets them; a file already in place is left to `sweep`, because another mail may just have named it. */
  discard(): Promise<void>
}

/** Compressed, up to this many bytes a blob lives in its row. */
export const MAX_ROW_BYTES = 16 * 1024
/** Below this, compressing on the spot costs less than handing over to a thread. */
const AT_ONCE_BYTES = 32 * 1024

/** The checksum finds rotten bits. */
const PARAMS = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }
/** A small window bounds the memory of each of many streams (about 3 MB). */
const STREAMED: ZstdOptions = { params: { ...PARAMS, [constants.ZSTD_c_windowLog]: 20 } }
/** Who says how much is coming is given no more memory than that takes. */
const known = (bytes: Buffer): ZstdOptions => ({ params: PARAMS, pledgedSrcSize: bytes.length })
const compress = promisify(zstdCompress)

/** Takes in bytes that are in memory. */
export async function stageBytes(bytes: Buffer, files: Files): Promise<Staged> {
  const name = hash('sha256', bytes, 'buffer')
  const compressed =
    bytes.length <= AT_ONCE_BYTES
      ? zstdCompressSync(bytes, known(bytes))
      : await compress(bytes, known(bytes))
  if (compressed.length <= MAX_ROW_BYTES) return inMemory(name, bytes.length, compressed)
  const file = await files.create()
  try {
    await file.handle.writeFile(compressed)
    await files.place(file, name)
  } catch (error) {
    await files.abandon(file)
    throw error
  }
  return inPlace(name, bytes.length, compressed.length)
}

/** Takes in bytes that are to share a pack with what is kept with them; large ones are kept by themselves. */
export async function stageForPack(bytes: Buffer, files: Files, companion?: Buffer): Promise<Staged> {
  if (bytes.length > MAX_PACKED_BYTES) return stageBytes(bytes, files)
  const goesAlong = companion !== undefined && companion.length <= MAX_PACKED_BYTES
  return {
    hash: hash('sha256', bytes, 'buffer'),
    size: bytes.length,
    storedSize: 0,
    plain: bytes,
    ...(goesAlong && { companion }),
    discard: forget,
  }
}

/** Takes in a stream, in constant memory. */
export async function stageStream(source: Readable, files: Files): Promise<Staged> {
  const sum = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const head: Buffer[] = []
  let storedSize = 0
  let file: Unplaced | undefined
  try {
    await pipeline(
      source,
      measure,
      createZstdCompress(STREAMED),
      async (compressed: AsyncIterable<Buffer>) => {
        for await (const chunk of compressed) {
          storedSize += chunk.length
          head.push(chunk)
          if (storedSize <= MAX_ROW_BYTES) continue
          file ??= await files.create()
          for (const part of head.splice(0)) await file.handle.writeFile(part)
        }
      },
    )
    if (!file) return inMemory(sum.digest(), size, Buffer.concat(head))
    const name = sum.digest()
    await files.place(file, name)
    return inPlace(name, size, storedSize)
  } catch (error) {
    if (file) await files.abandon(file)
    throw error
  }
}

const forget = async () => undefined

function inMemory(hash: Buffer, size: number, row: Buffer): Staged {
  return { hash, size, storedSize: row.length, row, discard: forget }
}

function inPlace(hash: Buffer, size: number, storedSize: number): Staged {
  return { hash, size, storedSize, discard: forget }
}
