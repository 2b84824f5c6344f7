const MAX_QUOTE_MARKS = 8 // deeper quotes are marked as this deep
const INVISIBLE = /\u034f|[\u00ad\u200b\u2060\ufeff]/g // what newsletters pad their first line with
const SPACES = /[\s\u00a0]+/g

/** Text laid out in lines while it comes: white space collapses, quoted lines get `> `, paragraphs stand apart. */
export class TextLines {
  readonly #lines: string[] = []
  #line: string[] = []
  #lineLength = 0
  #endsWithSpace = false
  #wantsGap = false
  #quotes = 0
  #lastQuotes = 0 // of the last line written
  #kept = 0

  /** How much has been written of the current line and those before it, as a mark for `since`. */
  get length(): number {
    return this.#line.length
  }

  /** What the current line got after a mark; '' if a line began since. */
  since(mark: number): string {
    return this.#line.slice(mark).join('')
  }

  /** Adds text to the current line. */
  add(text: string): void {
    const visible = text.replace(INVISIBLE, '')
    if (this.#kept > 0) {
      this.#addKept(visible)
      return
    }
    const collapsed = visible.replace(SPACES, ' ')
    const piece = this.#lineLength === 0 || this.#endsWithSpace ? collapsed.trimStart() : collapsed
    if (piece === '') return
    this.#push(piece)
  }

  #addKept(text: string): void {
    const [first, ...others] = text.split(/\r?\n/)
    if (first !== undefined && first !== '') this.#push(first)
    for (const line of others) {
      this.breakLine()
      if (line !== '') this.#push(line)
    }
  }

  #push(piece: string): void {
    this.#line.push(piece)
    this.#lineLength += piece.length
    this.#endsWithSpace = piece.endsWith(' ')
  }

  /** Ends the line, also an empty one. */
  breakLine(): void {
    const line = this.#line.join('').trimEnd()
    if (this.#wantsGap && this.#lines.length > 0 && line !== '') {
      this.#lines.push(marks(Math.min(this.#quotes, this.#lastQuotes)).trimEnd())
    }
    if (line !== '') this.#wantsGap = false
    this.#lines.push((marks(this.#quotes) + line).trimEnd())
    this.#lastQuotes = this.#quotes
    this.#line = []
    this.#lineLength = 0
    this.#endsWithSpace = false
  }

  /** Begins a new line unless at the beginning of one. */
  startLine(): void {
    if (this.#lineLength > 0) this.breakLine()
  }

  /** Begins a new line with an empty one before it. */
  breakParagraph(): void {
    this.startLine()
    this.#wantsGap = true
  }

  /** Deeper (1) or less deep (-1) into quotes, from the next line on. */
  quote(step: 1 | -1): void {
    this.startLine()
    this.#quotes = Math.max(0, this.#quotes + step)
  }

  /** Into (1) or out of (-1) text whose spaces and line ends are kept. */
  keepSpaces(step: 1 | -1): void {
    this.#kept = Math.max(0, this.#kept + step)
  }

  /** All lines; never more than one empty line in a row, none at the ends. */
  text(): string {
    this.startLine()
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }
}

function marks(depth: number): string {
  return '> '.repeat(Math.min(depth, MAX_QUOTE_MARKS))
}
