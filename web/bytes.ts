import type { Readable } from 'node:stream'

/** The first bytes of a stream, at most so many, and whether that was all of it; the rest is not read. */
export async function readStart(
  stream: Readable,
  maxBytes: number,
): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) break
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), whole: size <= maxBytes }
}
