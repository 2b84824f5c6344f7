// A file on disk as a stream of bytes, inflated when it is gzip by its first bytes.

import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { Opened } from './input.ts'

const SMALL = 1_048_576 // bytes: read at once
const CHUNK = 1_048_576 // bytes

/** Opens a file from an offset on (of a gzip file: once inflated, which has to be done from its beginning). */
export function openDisk(path: string, size: number, offset: number): Opened {
  let read = 0
  const storedRead = () => read
  return { chunks: chunks(), storedRead }

  async function* chunks(): AsyncGenerator<Buffer> {
    if (await isGzip(path)) yield* skipping(inflated(), offset)
    else yield* plain(offset)
  }

  async function* plain(from: number): AsyncGenerator<Buffer> {
    read = from
    if (size <= SMALL) {
      const bytes = await readFile(path)
      read = bytes.length
      if (from < bytes.length) yield bytes.subarray(from)
      return
    }
    for await (const chunk of createReadStream(path, { start: from, highWaterMark: CHUNK })) {
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

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0)
    return bytesRead === 3 && buffer.readUIntBE(0, 3) === 0x1f8b08
  } finally {
    await file.close()
  }
}
