import { pipeline, Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'

/** From byte `start` up to, without it, byte `end`, counted in the uncompressed bytes. */
export interface Range {
  readonly start: number
  readonly end?: number
}

/** Decompresses and gives the range, then closes the source; a failure of the source is a failure of what is returned. */
export function rangeOf(source: Readable | Buffer, range: Range = { start: 0 }): Readable {
  const compressed = Buffer.isBuffer(source) ? Readable.from([source], { objectMode: false }) : source
  const decompressed = pipeline(compressed, createZstdDecompress(), () => undefined) // told by what is returned
  const parts = cut(decompressed, range)
  return new Readable({
    read() {
      parts.next().then(
        ({ value, done }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      )
    },
    destroy(error, done) {
      decompressed.destroy() // and with it the file, also when nothing was ever read
      done(error)
    },
  })
}

async function* cut(chunks: AsyncIterable<Buffer>, { start, end }: Range): AsyncGenerator<Buffer> {
  let at = 0
  if (end !== undefined && end <= start) return
  for await (const chunk of chunks) {
    const part = chunk.subarray(
      Math.max(0, start - at),
      end === undefined ? undefined : Math.max(0, end - at),
    )
    at += chunk.length
    if (part.length > 0) yield part
    if (end !== undefined && at >= end) return
  }
}
