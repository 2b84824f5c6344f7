// SHA-256 of a message and of its body in one pass, although where the body begins is known only on the way.
import { createHash } from 'node:crypto'
import { Header } from '#mta/message/header.ts'

/** Header bytes held, 1 MiB: what comes after is body. Postfix holds 102,400 (header_size_limit). */
export const MAX_HEADER = 1024 * 1024

const FIRST_LOOK = 64 * 1024 // bytes after which the header's end is first sought, then at each doubling
const LF = 0x0a

/** What is known of a message once all of it was seen. */
export interface MessageDigest {
  readonly header: Header
  readonly bodyOffset: number
  readonly sha256: Buffer
  readonly bodySha256: Buffer
}

/** Takes a message chunk by chunk; holds no more of it than its header. */
export class MessageHashes {
  readonly #whole = createHash('sha256')
  readonly #body = createHash('sha256')
  #start: { header: Header; bodyOffset: number } | undefined
  #held: Buffer = Buffer.alloc(0)
  #nextLook = FIRST_LOOK

  update(chunk: Buffer): void {
    this.#whole.update(chunk)
    if (this.#start) {
      this.#body.update(chunk)
      return
    }
    this.#held = Buffer.concat([this.#held, chunk])
    if (this.#held.length >= this.#nextLook) this.#look()
  }

  digest(): MessageDigest {
    const { header, bodyOffset } =
      this.#start ?? this.#begin(Header.parse(this.#held.subarray(0, MAX_HEADER)))
    return { header, bodyOffset, sha256: this.#whole.digest(), bodySha256: this.#body.digest() }
  }

  // A last line that is cut may look like no field and so like body: only whole lines are read.
  #look(): void {
    const lines = this.#held.subarray(0, this.#held.lastIndexOf(LF) + 1)
    const found = Header.parse(lines.subarray(0, MAX_HEADER))
    if (found.bodyOffset < lines.length || this.#held.length >= MAX_HEADER) this.#begin(found)
    else this.#nextLook = this.#held.length * 2
  }

  #begin(start: { header: Header; bodyOffset: number }): { header: Header; bodyOffset: number } {
    this.#body.update(this.#held.subarray(start.bodyOffset))
    this.#held = Buffer.alloc(0)
    this.#start = start
    return start
  }
}
