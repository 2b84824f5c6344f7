import { createHash } from 'node:crypto'
import { crc32, createDeflateRaw } from 'node:zlib'
import { type Compressed, LEVEL } from './zip.ts'

const BLOCK = 131_072 // characters: what is compressed at once

/** A file that grows while others are written: held in memory compressed. */
export class Growing {
  readonly #name: string
  readonly #sha256 = createHash('sha256')
  readonly #deflate = createDeflateRaw({ level: LEVEL })
  readonly #stored: Buffer[] = []
  #crc32 = 0
  #size = 0
  #text = ''

  /** `name` is ASCII, with slashes. */
  constructor(name: string) {
    this.#name = name
    this.#deflate.on('data', (chunk: Buffer) => this.#stored.push(chunk))
  }

  /** Adds text at its end, as UTF-8. */
  async add(text: string): Promise<void> {
    this.#text += text
    if (this.#text.length >= BLOCK) await this.#flush()
  }

  /** The whole, and its sum in hexadecimal. */
  async end(): Promise<Compressed & { readonly sha256: string }> {
    await this.#flush()
    await new Promise<void>((done, failed) => {
      this.#deflate.on('end', done).on('error', failed)
      this.#deflate.end()
    })
    const storedSize = this.#stored.reduce((sum, { length }) => sum + length, 0)
    const file = { name: this.#name, crc32: this.#crc32, size: this.#size, storedSize, method: 8 as const }
    return { file, stored: this.#stored, sha256: this.#sha256.digest('hex') }
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    this.#size += bytes.length
    this.#crc32 = crc32(bytes, this.#crc32)
    this.#sha256.update(bytes)
    await new Promise<void>((done, failed) => {
      this.#deflate.write(bytes, (error) => (error ? failed(error) : done()))
    })
  }
}
