import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'

/** From byte `start` up to, without it, byte `end`, counted in the uncompressed bytes. */
export interface Range {
  readonly start: number
  readonly end?: number
}

/** Decompresses and gives the range; a failure of the source is a failure of what is returned. */
export function rangeOf(source: Readable | Buffer, range: Range = { start: 0 }): Readable {
  const compressed = Buffer.isBuffer(source) ? Readable.from([source], { objectMode: false }) : source
  const cut = new Cut(range)
  // The reader of `cut` is told of a failure; here there is nothing else to do.
  const decompressed = pipeline(compressed, createZstdDecompress(), cut, () => undefined)
  return decompressed
}

/** Lets one range of bytes through and ends there, so that nothing after it is read or decompressed. */
class Cut extends Transform {
  #toSkip: number
  #toGive: number

  constructor({ start, end }: Range) {
    super()
    this.#toSkip = start
    this.#toGive = end === undefined ? Number.POSITIVE_INFINITY : Math.max(0, end - start)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const skipped = Math.min(this.#toSkip, chunk.length)
    this.#toSkip -= skipped
    const given = chunk.subarray(skipped, skipped + Math.min(this.#toGive, chunk.length))
    this.#toGive -= given.length
    if (given.length > 0) this.push(given)
    done()
  }
}
