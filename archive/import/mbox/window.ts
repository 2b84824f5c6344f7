// The bytes ahead in a stream, in one piece of memory: enough to search them natively, never the whole stream.

import { MAX_MAIL } from '../found.ts'

const USUAL = 4_194_304 // bytes
// The sizes that the memory has; the larger ones only while one mail needs them. What isn't written to isn't resident.
const ROOMS = [USUAL, 8 * USUAL, MAX_MAIL + 2 * USUAL]

/** A stream seen through a window that slides: `more` reads on, `drop` lets go of what has been seen. */
export class Window {
  /** Why the stream broke off; what was read before is still there. */
  failure: unknown
  readonly #chunks: AsyncIterator<Buffer>
  #memory: Buffer = Buffer.alloc(0)
  #from = 0
  #to = 0
  #start: number
  #ended = false

  /** `start` is the offset of the first byte that the stream gives; its chunks mustn't change afterwards. */
  constructor(chunks: AsyncIterable<Buffer>, start: number) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#start = start
  }

  /** The offset in the stream of the first byte held. */
  get start(): number {
    return this.#start
  }

  /** How many bytes are held. */
  get length(): number {
    return this.#to - this.#from
  }

  /** Whether the stream has no more than what is held. */
  get ended(): boolean {
    return this.#ended
  }

  /** What is held; stale after the next `more` or `drop`. */
  view(): Buffer {
    return this.#memory.subarray(this.#from, this.#to)
  }

  /** Reads some more; false at the end of the stream, or where it broke off (`failure`). */
  async more(): Promise<boolean> {
    if (this.#ended) return false
    try {
      const { value, done } = await this.#chunks.next()
      if (!done) this.#add(value)
      else this.#ended = true
    } catch (error) {
      this.failure = error
      this.#ended = true
    }
    return !this.#ended
  }

  /** Reads until so many bytes are held, or the end. */
  async hold(count: number): Promise<void> {
    while (this.length < count && (await this.more()));
  }

  /** Lets go of the first bytes held. */
  drop(count: number): void {
    this.#from += count
    this.#start += count
  }

  /** A piece of what is held, in memory of its own; whatever lies before its end is let go of. */
  take(begin: number, end: number): Buffer {
    const piece = this.view().subarray(begin, end)
    this.drop(end)
    if (piece.length <= USUAL) return owned(piece)
    this.#memory = owned(this.view()) // a large piece keeps the memory, what follows it moves: it is less
    this.#from = 0
    this.#to = this.#memory.length
    return piece
  }

  /** Lets go of the stream. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#chunks.return?.()
  }

  #add(chunk: Buffer): void {
    if (this.#memory.length === 0)
      this.#memory = chunk // often all there is
    else {
      if (this.#to + chunk.length > this.#memory.length) this.#makeRoom(this.length + chunk.length)
      chunk.copy(this.#memory, this.#to)
    }
    this.#to += chunk.length
  }

  // What is held moves to the front, in the same memory unless it needs another size.
  #makeRoom(needed: number): void {
    const held = this.view()
    const room = ROOMS.find((size) => needed <= 0.75 * size) ?? Math.max(needed, ROOMS.at(-1)!)
    const memory = room === this.#memory.length ? this.#memory : Buffer.allocUnsafeSlow(room)
    held.copy(memory, 0)
    this.#memory = memory
    this.#from = 0
    this.#to = held.length
  }
}

/** The same bytes in memory that is theirs alone, so that it may be given away to a thread. */
export function owned(bytes: Buffer): Buffer {
  if (bytes.length === bytes.buffer.byteLength) return bytes
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
