// What a signature is made over: header fields and body in their "relaxed" form (RFC 6376 §3.4.2, §3.4.4). "simple"
// would promise that no relay on the way folds a long field again or cuts spaces at a line's end; they do.
// White space is the space and the tab alone: the no-break spaces of French text are text.
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const BLOCK_BYTES = 16 * 1024

/** A field that ends with CRLF, one latin1 character a byte, as it is hashed. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '')
  return `${field.slice(0, colon).trimEnd().toLowerCase()}:${value}\r\n`
}

/** The SHA-256 of a body whose lines end with CRLF, taken piece by piece. */
export class RelaxedBody {
  readonly #hash: Hash = createHash('sha256')
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES)
  #length = 0
  #lineEnds = 0 // not hashed yet: those at the end of the body count as one
  #space = false // not hashed yet: none counts at the end of a line
  #empty = true

  update(piece: Buffer): void {
    for (const byte of piece) {
      if (byte === SPACE || byte === TAB) this.#space = true
      else if (byte === LF) {
        this.#lineEnds++
        this.#space = false
      } else if (byte !== CR) this.#text(byte)
    }
  }

  digest(): Buffer {
    if (!this.#empty) {
      this.#put(CR)
      this.#put(LF)
    }
    return this.#hash.update(this.#block.subarray(0, this.#length)).digest()
  }

  #text(byte: number): void {
    for (; this.#lineEnds > 0; this.#lineEnds--) {
      this.#put(CR)
      this.#put(LF)
    }
    if (this.#space) this.#put(SPACE)
    this.#put(byte)
    this.#space = false
    this.#empty = false
  }

  #put(byte: number): void {
    if (this.#length === BLOCK_BYTES) {
      this.#hash.update(this.#block)
      this.#length = 0
    }
    this.#block[this.#length++] = byte
  }
}

/** The hash of a body at hand, lines ended by CRLF. */
export function bodyHashOf(body: Buffer): Buffer {
  const relaxed = new RelaxedBody()
  relaxed.update(body)
  return relaxed.digest()
}

/** The hash of a body that is read once, lines ended by CRLF. */
export async function bodyHashOfStream(body: Readable): Promise<Buffer> {
  const relaxed = new RelaxedBody()
  for await (const piece of body as AsyncIterable<Buffer>) relaxed.update(piece)
  return relaxed.digest()
}
