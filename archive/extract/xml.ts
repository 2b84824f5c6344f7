// XML of office files as a stream of tags and texts. No DTD is read and no entity of its own is known, so that an
// "entity bomb" is but a few words; depth is bounded.

import { TextDecoder } from 'node:util'
import { Parser } from 'htmlparser2'

/** What is told of an XML file, in its order; names with their prefix (`w:p`). */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const MAX_DEPTH = 1_000

/** Reads XML as its bytes come (UTF-8, or UTF-16 with its mark). Throws past the depth allowed. */
export class XmlReader {
  readonly #parser: Parser
  #decoder: TextDecoder | undefined
  #depth = 0

  constructor({ open, text, close }: XmlListener) {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => {
          if (++this.#depth > MAX_DEPTH) throw new Error('too deep')
          open?.(name, attributes)
        },
        ...(text && { ontext: text }),
        onclosetag: (name) => {
          this.#depth--
          close?.(name)
        },
      },
      { xmlMode: true, decodeEntities: true },
    )
  }

  /** Reads on. */
  write(bytes: Uint8Array): void {
    this.#decoder ??= new TextDecoder(charsetOf(bytes))
    this.#parser.write(this.#decoder.decode(bytes, { stream: true }))
  }

  /** Ends; what stood open is closed. */
  end(): void {
    this.#parser.end()
  }
}

function charsetOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
