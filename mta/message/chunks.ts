// Reads a MIME splitter one chunk at a time, so that each part can be read where it is found.

import type { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { MimeNode, Splitter, SplitterChunk } from '@zone-eu/mailsplit'

/** Bytes after a header: in memory, or as they come. */
export type Body = Buffer | Readable

const SLICE = 262_144 // bytes of what is in memory that are decoded at a time

/** The bytes of a body, once. */
export async function* bytesOf(body: Body): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(body)) yield* slices(body)
  else yield* body
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE)
}

/** The chunks of a splitter that `source` goes into. An error of the source is thrown, the splitter's kept. */
export class Chunks {
  /** Why the splitter stopped before the end. */
  failure: Error | undefined
  readonly #next: () => Promise<SplitterChunk | undefined>
  #ahead: MimeNode | undefined
  #sourceError: Error | undefined

  constructor(splitter: Splitter, source: Body) {
    if (Buffer.isBuffer(source)) {
      this.#next = atOnce(splitter, source)
      return
    }
    const iterator = splitter[Symbol.asyncIterator]()
    this.#next = async () => {
      const { value, done } = await iterator.next()
      return done ? undefined : value
    }
    const events: EventEmitter = splitter // its own types know of 'data' only
    events.on('error', () => source.unpipe(splitter))
    source.on('error', (error) => {
      this.#sourceError = error
      splitter.destroy(error)
    })
    source.pipe(splitter)
  }

  /** The next chunk; undefined at the end, or where the splitter failed. */
  async next(): Promise<SplitterChunk | undefined> {
    const ahead = this.#ahead
    this.#ahead = undefined
    if (ahead !== undefined) return ahead
    if (this.failure !== undefined) return undefined
    try {
      return await this.#next()
    } catch (error) {
      if (this.#sourceError !== undefined) throw this.#sourceError
      if (!(error instanceof Error)) throw error
      this.failure = error
      return undefined
    }
  }

  /** The body bytes up to the next node, which stays for `next`. */
  async *body(): AsyncGenerator<Buffer> {
    while (this.#ahead === undefined) {
      const chunk = await this.next()
      if (chunk === undefined) return
      if (chunk.type === 'node') this.#ahead = chunk
      else if (chunk.type === 'body') yield chunk.value
    }
  }
}

// What is in memory is split in one go: an asynchronous step for each chunk would cost as much as the splitting.
function atOnce(splitter: Splitter, source: Buffer): () => Promise<SplitterChunk | undefined> {
  const chunks: SplitterChunk[] = []
  const events: EventEmitter = splitter
  const split = new Promise<Error | undefined>((resolve) => {
    splitter.on('data', (chunk) => chunks.push(chunk))
    events.on('end', () => resolve(undefined))
    events.on('error', resolve)
  })
  for (const slice of slices(source)) splitter.write(slice)
  splitter.end()
  let at = 0
  return async () => {
    if (at === 0) await split
    if (at < chunks.length) return chunks[at++]
    const failure = await split
    if (failure !== undefined) throw failure
    return undefined
  }
}
