// A file on disk as a stream of bytes, inflated when it is gzip by its first bytes.

import { createReadStream, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { Opened } from './input.ts'

// Bytes: read at once, in this thread; waking another for each mail costs ten times as much. Imports run alone.
const SMALL = 262_144
const CHUNK = 1_048_576 // bytes

/** Opens a file from an offset on (of a gzip file: once inflated, which has to be done from its beginning). */
export function openDisk(path: string, size: number, offset: number): Opened {
  let read = 0
  const storedRead = () => read
  return { chunks: chunks(), storedRead }

  async function* chunks(): AsyncGenerator<Buffer> {
    if (size <= SMALL) {
      const bytes = readFileSync(path)
      if (!isGzip(bytes)) {
        read = bytes.length
        if (offset < bytes.length) yield bytes.subarray(offset)
        return
      }
    }
    if (isGzip(await beginning(path))) yield* skipping(inflated(), offset)
    else yield* plain()
  }

  async function* plain(): AsyncGenerator<Buffer> {
    read = offset
    for await (const chunk of createReadStream(path, { start: offset, highWaterMark: CHUNK })) {
      read += (chunk as Buffer).length
      yield chunk as Buffer
    }
  }

  async function* inflated(): AsyncGenerator<Buffer> {
    const gunzip = createGunzip({ chunkSize: 262_144 })
    const stored = createReadStream(path, { highWaterMark: 262_144 })
    stored.on('error', (error) => gunzip.destroy(error))
    stored.on('data', (chunk) => {
      read += chunk.length
    })
    try {
      for await (const chunk of stored.pipe(gunzip)) yield chunk as Buffer
    } finally {
      stored.destroy()
    }
  }
}

/** The chunks without their first bytes. */
export async function* skipping(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count
  for await (const chunk of chunks) {
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left)
    left -= Math.min(left, chunk.length)
  }
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0x1f8b08
}
