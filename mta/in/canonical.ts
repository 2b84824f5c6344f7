// A message as a verifier of signatures must read it: CRLF line ends, header and body where we see them too.
import { addAbortSignal, pipeline, type Readable, Transform } from 'node:stream'
import type { Spooled } from './spool.ts'

const CR = 0x0d
const LF = 0x0a
const MAX_LINE = 512 * 1024 // octets; RFC 5322 §2.1.1 allows 998, and mailauth holds a line whole

/** The index of the first byte after the first empty line, or the size without one (RFC 5322 §2.1). */
export async function headerEnd(spooled: Spooled): Promise<number> {
  const start = spooled.bytes?.subarray(0, spooled.bodyOffset) ?? (await beginning(spooled))
  const ends = ['\n\n', '\n\r\n'].flatMap((line) => {
    const at = start.indexOf(line)
    return at === -1 ? [] : [at + line.length]
  })
  return ends.length > 0 ? Math.min(...ends) : spooled.size
}

/** The bytes with CRLF at the end of every line that LF ends; fails on a line without end, or when told to stop. */
export function asVerified(spooled: Spooled, signal: AbortSignal): Readable {
  let last = 0
  let length = 0
  const lines = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const out = Buffer.allocUnsafe(chunk.length * 2)
      let to = 0
      for (const byte of chunk) {
        if (byte === LF && last !== CR) out[to++] = CR
        out[to++] = byte
        length = byte === LF ? 0 : length + 1
        last = byte
      }
      if (length > MAX_LINE) done(new Error('a line is too long to be verified'))
      else done(null, out.subarray(0, to))
    },
  })
  addAbortSignal(signal, lines)
  // Errors reach the reader through `lines`.
  pipeline(spooled.open(), lines, () => {})
  return lines
}

async function beginning(spooled: Spooled): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of spooled.open()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= spooled.bodyOffset) break
  }
  return Buffer.concat(chunks).subarray(0, spooled.bodyOffset)
}
