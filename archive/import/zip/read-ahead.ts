// A zip's directory is read in pieces of 50 bytes; from a block in memory that costs a hundredth.

import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const BLOCK = 262_144 // bytes

/** Reads an open file for yauzl, a block at a time. */
export class ReadAhead extends RandomAccessReader {
  readonly #file: FileHandle
  #block: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(file: FileHandle) {
    super()
    this.#file = file
  }

  /** So many bytes from there on. */
  bytesAt(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length)
    return new Promise((done, failed) => {
      this.read(bytes, 0, length, position, (error) => (error === null ? done(bytes) : failed(error)))
    })
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const at = position - this.#start
    if (at >= 0 && at + length <= this.#block.length) {
      this.#block.copy(buffer, offset, at, at + length)
      callback(null)
      return
    }
    this.#fill(position, length).then(
      (read) => {
        read.copy(buffer, offset, 0, length)
        callback(read.length < length ? new Error('the file ends too early') : null)
      },
      (error: Error) => callback(error),
    )
  }

  // Not a stream of the file's own: ended early, that would close the file under the other entries.
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false })
  }

  override close(callback: (error: Error | null) => void): void {
    this.#file.close().then(
      () => callback(null),
      (error: Error) => callback(error),
    )
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const block = Buffer.allocUnsafeSlow(Math.min(BLOCK, end - at))
      const { bytesRead } = await this.#file.read(block, 0, block.length, at)
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
      at += bytesRead
    }
  }

  async #fill(position: number, length: number): Promise<Buffer> {
    const block = Buffer.allocUnsafe(Math.max(BLOCK, length))
    const { bytesRead } = await this.#file.read(block, 0, block.length, position)
    this.#block = block.subarray(0, bytesRead)
    this.#start = position
    return this.#block
  }
}
