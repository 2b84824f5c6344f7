// A zip's directory is read in pieces of 50 bytes; from a block in memory that costs a hundredth.

import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const BLOCK = 262_144 // bytes

interface Block {
  readonly start: number
  readonly bytes: Buffer
}

/** Reads an open file for yauzl, a block at a time; two are kept, for the directory and the entries take turns. */
export class ReadAhead extends RandomAccessReader {
  readonly #file: FileHandle
  #blocks: readonly Block[] = []

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
    const block = this.#blocks.find((one) => holds(one, position, length))
    if (block !== undefined) {
      block.bytes.copy(buffer, offset, position - block.start, position - block.start + length)
      callback(null)
      return
    }
    this.#fill(position, length).then(
      ({ bytes }) => {
        bytes.copy(buffer, offset, 0, length)
        callback(bytes.length < length ? new Error('the file ends too early') : null)
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

  async #fill(start: number, length: number): Promise<Block> {
    const bytes = Buffer.allocUnsafeSlow(Math.max(BLOCK, length))
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, start)
    const block = { start, bytes: bytes.subarray(0, bytesRead) }
    // The nearer one is that which this one follows.
    const [one, other] = this.#blocks
    const kept = one === undefined || other === undefined || nearer(other, one, start) ? one : other
    this.#blocks = kept === undefined ? [block] : [kept, block]
    return block
  }
}

function holds({ start, bytes }: Block, position: number, length: number): boolean {
  return position >= start && position + length <= start + bytes.length
}

function nearer(one: Block, other: Block, position: number): boolean {
  return Math.abs(one.start - position) < Math.abs(other.start - position)
}
