import type { Transcript } from './transcript.ts'
import { type XmlListener, XmlReader } from './xml.ts'
import { type Entry, inflateEntry } from './zip.ts'

/** XML read of one office file, in bytes inflated; the rest is not looked at. */
const MAX_XML = 33_554_432

/** An office file opened: a zip of XML parts. */
export class Package {
  readonly #bytes: Buffer
  readonly #entries: ReadonlyMap<string, Entry>
  #left = MAX_XML

  constructor(bytes: Buffer, entries: readonly Entry[]) {
    this.#bytes = bytes
    this.#entries = new Map(entries.map((entry) => [entry.name.toString('utf8'), entry]))
  }

  /** Names of parts of that form, in the order of the first number in them. */
  find(form: RegExp): string[] {
    return [...this.#entries.keys()]
      .filter((name) => form.test(name))
      .sort((a, b) => numberIn(a) - numberIn(b) || (a < b ? -1 : 1))
  }

  /** The beginning of a small part as text; '' when there is none. */
  beginning(name: string): string {
    const entry = this.#entries.get(name)
    let text = ''
    if (entry !== undefined)
      inflateEntry(this.#bytes, entry, (piece) => {
        text = Buffer.from(piece).toString('utf8')
        return 'enough'
      })
    return text
  }

  /** Reads a part, if there is one, until the transcript is full. Throws when it is damaged. */
  read(name: string, listener: XmlListener, into: Transcript): void {
    const entry = this.#entries.get(name)
    if (entry === undefined) return
    const xml = new XmlReader(listener)
    inflateEntry(this.#bytes, entry, (piece) => {
      this.#left -= piece.length
      if (this.#left < 0) into.cut()
      if (into.isFull) return 'enough'
      xml.write(piece)
      return 'more'
    })
    xml.end()
  }
}

function numberIn(name: string): number {
  return Number(/\d{1,9}/.exec(name)?.[0] ?? 0)
}

/** A name without its namespace's prefix, which each program chooses. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
