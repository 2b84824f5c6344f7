// The raw header block of a message. Fields that nobody touches keep their exact bytes, so that signatures
// survive; finding a field scans offsets and makes no object per field, so that millions of them do no harm.

import { foldField } from './fold.ts'
import { withCrlf } from './line-ends.ts'
import { scanHeader } from './scan.ts'
import { decodeText, encodeWords } from './words.ts'

/** A value for a new field: text to be encoded, or `raw`, structured already and only folded. */
export type FieldValue = string | { readonly raw: string }

/** An immutable header block; changing it makes another one. */
export class Header {
  readonly #block: string // latin1: one character a byte
  readonly #starts: readonly number[]

  private constructor(block: string, starts: readonly number[]) {
    this.#block = block
    this.#starts = starts
  }

  /** A header block without any field. */
  static readonly empty: Header = new Header('', [])

  /**
   * Reads the header of a message, or of its beginning. Tolerates LF, bare CR, a missing empty line, NUL, 8 bit
   * and an mbox `From ` line. `bodyOffset` is the index of the first body byte.
   */
  static parse(bytes: Buffer): { header: Header; bodyOffset: number } {
    const { from, to, starts, bodyOffset } = scanHeader(bytes)
    return { header: new Header(bytes.toString('latin1', from, to), starts), bodyOffset }
  }

  /** How many fields. */
  get count(): number {
    return this.#starts.length
  }

  /** The values of every such field in order, unfolded and trimmed, bytes as latin1 characters. */
  all(name: string): string[] {
    return this.#find(name).map((at) => this.#value(at, name))
  }

  /** The value of the first such field, unfolded and trimmed, bytes as latin1 characters. */
  first(name: string): string | undefined {
    const at = this.#next(name, 0)
    return at === -1 ? undefined : this.#value(at, name)
  }

  /** The first such value decoded for people (RFC 2047; raw 8 bit as UTF-8, else windows-1252); '' when absent. */
  text(name: string): string {
    return decodeText(this.first(name) ?? '')
  }

  /** Every such field whole: name, folding and line end, as received. */
  raw(name: string): Buffer[] {
    return this.#find(name).map((at) => Buffer.from(this.#field(at), 'latin1'))
  }

  /** Whether there is such a field. */
  has(name: string): boolean {
    return this.#next(name, 0) !== -1
  }

  /** Whether there are several such fields. */
  isRepeated(name: string): boolean {
    const first = this.#next(name, 0)
    return first !== -1 && this.#next(name, first + 1) !== -1
  }

  /** The names of the fields in order, as written. */
  names(): string[] {
    return this.#starts.map((start) => this.#block.slice(start, this.#block.indexOf(':', start)).trimEnd())
  }

  /** The same block without these fields. */
  without(...names: string[]): Header {
    const dropped = new Set(names.flatMap((name) => this.#find(name)))
    if (dropped.size === 0) return this
    return this.#rebuilt((at) => (dropped.has(at) ? '' : this.#field(at)))
  }

  /** The same block with one more field at its end. */
  with(name: string, value: FieldValue): Header {
    const block = endLine(this.#block)
    return new Header(block + written(name, value), [...this.#starts, block.length])
  }

  /** The same block with one more field on top of it, where trace fields go (RFC 5321 §4.4). */
  onTop(name: string, value: FieldValue): Header {
    const field = written(name, value)
    return new Header(field + this.#block, [0, ...this.#starts.map((start) => start + field.length)])
  }

  /** The same block with this field in the place of the first of that name, the others gone; at the end if new. */
  replace(name: string, value: FieldValue): Header {
    const [first, ...others] = this.#find(name)
    if (first === undefined) return this.with(name, value)
    const dropped = new Set(others)
    return this.#rebuilt((at) =>
      at === first ? written(name, value) : dropped.has(at) ? '' : this.#field(at),
    )
  }

  /** The block to send: every line ends with CRLF, no empty line at the end. */
  bytes(): Buffer {
    return withCrlf(endLine(this.#block))
  }

  #rebuilt(field: (at: number) => string): Header {
    const starts: number[] = []
    const kept: string[] = []
    let length = 0
    for (let at = 0; at < this.#starts.length; at++) {
      const text = endLine(field(at))
      if (text === '') continue
      starts.push(length)
      kept.push(text)
      length += text.length
    }
    return new Header(kept.join(''), starts)
  }

  #find(name: string): number[] {
    const found: number[] = []
    for (let at = this.#next(name, 0); at !== -1; at = this.#next(name, at + 1)) found.push(at)
    return found
  }

  #next(name: string, from: number): number {
    const wanted = name.toLowerCase()
    for (let at = from; at < this.#starts.length; at++) {
      if (isNamed(this.#block, this.#starts[at]!, wanted)) return at
    }
    return -1
  }

  #field(at: number): string {
    return this.#block.slice(this.#starts[at]!, this.#starts[at + 1] ?? this.#block.length)
  }

  #value(at: number, name: string): string {
    const field = this.#field(at)
    return field
      .slice(field.indexOf(':', name.length) + 1)
      .replace(/[\r\n]+/g, '')
      .trim()
  }
}

function isNamed(block: string, start: number, wanted: string): boolean {
  for (let i = 0; i < wanted.length; i++) {
    const code = block.charCodeAt(start + i)
    const lower = code >= 0x41 && code <= 0x5a ? code + 32 : code
    if (lower !== wanted.charCodeAt(i)) return false
  }
  let end = start + wanted.length
  while (block[end] === ' ' || block[end] === '\t') end++ // obsolete: white space before the colon
  return block[end] === ':'
}

function endLine(text: string): string {
  return text === '' || /[\r\n]$/.test(text) ? text : `${text}\r\n`
}

function written(name: string, value: FieldValue): string {
  return foldField(name, typeof value === 'string' ? encodeWords(value) : value.raw)
}
