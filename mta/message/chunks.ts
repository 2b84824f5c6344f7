// Reads a MIME splitter one chunk at a time, so that each part can be read where it is found.

import type { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { MimeNode, Splitter, SplitterChunk } from '@zone-eu/mailsplit'

/** The chunks of a splitter that `source` is piped into. An error of the source is thrown, the splitter's kept. */
export class Chunks {
  /** Why the splitter stopped before the end. */
  failure: Error | undefined
  readonly #iterator: AsyncIterator<SplitterChunk>
  #ahead: MimeNode | undefined
  #sourceError: Error | undefined

  constructor(splitter: Splitter, source: Readable) {
    this.#iterator = splitter[Symbol.asyncIterator]()
    const events: EventEmitter = splitter // its own types know of 'data' only
    events.on('error', () => source.unpipe(splitter))
    source.on('error', (error) => {
      this.#sourceError = error
      splitter.destroy(error)
    })
  }

  /** The next chunk; undefined at the end, or where the splitter failed. */
  async next(): Promise<SplitterChunk | undefined> {
    const ahead = this.#ahead
    this.#ahead = undefined
    if (ahead !== undefined) return ahead
    if (this.failure !== undefined) return undefined
    try {
      const { value, done } = await this.#iterator.next()
      return done ? undefined : value
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
