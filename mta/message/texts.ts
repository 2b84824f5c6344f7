// The text of a message, put together from its text parts.

import { decodeCharset } from './charset.ts'
import { unflow } from './flowed.ts'
import { htmlToText } from './html-text.ts'
import type { Part } from './parts.ts'

/** Of plain text, and of HTML, that much is read of one message, in bytes. */
export const MAX_TEXT = 2_097_152
/** Longest HTML that is turned into text, in characters. */
export const MAX_CONVERTED = 1_048_576

/** What was wrong with the text parts. */
export type TextDefect = 'text-cut' | 'wrong-charset'

interface Passage {
  readonly plain: string[]
  readonly html: string[]
}

/** Collects text parts in order. Parts of one multipart/alternative are one passage said twice. */
export class Texts {
  readonly defects = new Set<TextDefect>()
  readonly #passages = new Map<object, Passage>()
  #plainLeft = MAX_TEXT
  #htmlLeft = MAX_TEXT

  /** Reads a text/plain or text/html part, as far as there is room. */
  async add(part: Part): Promise<void> {
    const isHtml = part.type === 'text/html'
    const bytes = await this.#read(part, isHtml ? this.#htmlLeft : this.#plainLeft)
    const { text, isGuess } = decodeCharset(bytes, part.charset)
    if (isGuess) this.defects.add('wrong-charset')
    const passage = this.#passage(part.alternative ?? part)
    if (isHtml) {
      this.#htmlLeft -= bytes.length
      passage.html.push(text.replaceAll('\0', ''))
    } else {
      this.#plainLeft -= bytes.length
      passage.plain.push(readable(text, part))
    }
  }

  async #read(part: Part, room: number): Promise<Buffer> {
    const kept: Buffer[] = []
    let left = room
    let isCut = false
    for await (const chunk of part.content) {
      if (chunk.length > left) isCut = true
      if (left > 0) kept.push(chunk.subarray(0, left))
      left -= Math.min(left, chunk.length)
    }
    const bytes = Buffer.concat(kept)
    if (!isCut) return bytes
    this.defects.add('text-cut')
    return bytes.subarray(0, wholeCharacters(bytes))
  }

  #passage(key: object): Passage {
    const passage = this.#passages.get(key) ?? { plain: [], html: [] }
    this.#passages.set(key, passage)
    return passage
  }

  /** The readable text: plain where there is some, else the words of the HTML. */
  text(): string {
    const texts = [...this.#passages.values()].map(({ plain, html }) => {
      const text = plain.join('\n')
      return text.trim() === '' ? htmlToText(html.join('\n').slice(0, MAX_CONVERTED)) : text
    })
    return texts
      .map((text) => text.replace(/^\n+/, '').trimEnd())
      .filter((text) => text !== '')
      .join('\n\n')
  }

  /** The HTML as sent, passages without any as preformatted text; undefined when there is none. */
  html(): string | undefined {
    const passages = [...this.#passages.values()]
    if (passages.every(({ html }) => html.length === 0)) return undefined
    return passages
      .map(({ plain, html }) => (html.length > 0 ? html : plain.map(preformatted)).join('\n'))
      .join('\n')
  }
}

/** Text to show and to keep: line ends as LF, no control characters, format=flowed undone. */
export function readable(text: string, part?: Pick<Part, 'isFlowed' | 'deletesSpace'>): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
  return part?.isFlowed ? unflow(plain, part.deletesSpace ? 'delete-space' : 'keep-space') : plain
}

// A cut in the middle of a UTF-8 character would make the whole look like another charset.
function wholeCharacters(bytes: Buffer): number {
  let end = bytes.length
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--
  return end > 0 && bytes[end - 1]! >= 0xc0 ? end - 1 : bytes.length
}

function preformatted(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<pre style="white-space: pre-wrap">${escaped}</pre>`
}
