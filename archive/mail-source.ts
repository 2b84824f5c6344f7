// A mail on its way to be read: its header in memory, its body as a stream.

import { Readable } from 'node:stream'
import type { Body } from '#mta/message/chunks.ts'
import { Header } from '#mta/message/header.ts'

/** The bytes of a mail; `bytes` when they are in memory, `open` for as many fresh streams as are asked for. */
export interface MailSource {
  readonly bytes?: Buffer
  open(): Promise<Readable>
}

/** A mail opened. Whoever takes it reads `body`, or destroys it if it is a stream. */
export interface OpenMail {
  readonly header: Header
  readonly body: Body
}

/** A header longer than this many bytes is cut there; the rest counts as body. */
export const MAX_HEADER = 16_777_216
const FIRST_LOOK = 65_536 // bytes

/** Reads the header and leaves the body to be streamed. */
export async function openMail(source: MailSource): Promise<OpenMail> {
  if (source.bytes !== undefined) {
    const { header, bodyOffset } = Header.parse(source.bytes)
    return { header, body: source.bytes.subarray(bodyOffset) }
  }
  const stream = await source.open()
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const { header, beginning } = await readHeader(chunks)
  const body = Readable.from(rest(beginning, chunks), { objectMode: false })
  return { header, body: body.once('close', () => stream.destroy()) } // also when nobody began to read it
}

async function readHeader(chunks: AsyncIterator<Buffer>): Promise<{ header: Header; beginning: Buffer }> {
  const read: Buffer[] = []
  let length = 0
  for (let enough = FIRST_LOOK; ; enough *= 2) {
    let ended = false
    while (length < enough && !ended) {
      const { value, done } = await chunks.next()
      if (done) ended = true
      else length += read[read.push(value) - 1]!.length
    }
    const bytes = Buffer.concat(read.splice(0), length)
    read.push(bytes)
    const { header, bodyOffset } = Header.parse(bytes)
    // The last line may be cut: only what ended before a whole line is certain.
    const isCertain = bodyOffset <= bytes.lastIndexOf('\n')
    if (isCertain || ended || length >= MAX_HEADER) return { header, beginning: bytes.subarray(bodyOffset) }
  }
}

async function* rest(beginning: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (beginning.length > 0) yield beginning
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}
