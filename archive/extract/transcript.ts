import { cleanText } from './clean.ts'
import { type Extract, type FileToRead, type NoText, nothing } from './extract.ts'

/** How much is taken: characters of text, and the moment (`performance.now()`, ms) after which no more is begun. */
export interface Room {
  readonly maxText: number
  readonly until: number
}

const PAGE_BREAK = '\n\n'

/** The text of a file while it is taken down, page by page; bounded. */
export class Transcript {
  /** Files found inside this one. */
  readonly enclosed: FileToRead[] = []
  readonly #room: Room
  #starts: number[] | undefined = []
  readonly #done: string[] = []
  #pending: string[] = []
  #pendingLength = 0
  #doneLength = 0
  #isFull = false
  #isPartial = false

  constructor(room: Room) {
    this.#room = room
  }

  /** How many characters it holds at most. */
  get maxText(): number {
    return this.#room.maxText
  }

  /** Whether a reader should stop: there is no more room, or no more time. */
  get isFull(): boolean {
    if (performance.now() > this.#room.until) this.cut()
    return this.#isFull
  }

  /** Adds text as it stands in the file. */
  add(text: string): void {
    if (this.#isFull || text === '') return
    this.#pending.push(text)
    this.#pendingLength += text.length
    if (this.#pendingLength > this.#left) this.#squeeze()
  }

  // What looks too long may be blanks. When little is gained it is full: else it would be squeezed again and again.
  #squeeze(): void {
    const raw = this.#pending.join('')
    const clean = cleanText(raw)
    this.#pending = [clean, /\s$/.test(raw) ? '\n' : '']
    this.#pendingLength = clean.length + 1
    if (clean.length > this.#left / 2) this.cut()
  }

  get #left(): number {
    return this.#room.maxText - this.#doneLength
  }

  /** Begins a page, slide or sheet. */
  beginPage(): void {
    this.#endPage()
    this.#starts?.push(this.#doneLength)
  }

  /** From now on pages are only set apart: those of several files in one text mean nothing. */
  forgetPages(): void {
    this.#endPage()
    this.#starts = undefined
  }

  #endPage(): void {
    const clean = cleanText(this.#pending.join('')).slice(0, Math.max(0, this.#left)).toWellFormed()
    this.#pending = []
    this.#pendingLength = 0
    if (clean === '') return
    this.#done.push(clean, PAGE_BREAK)
    this.#doneLength += clean.length + PAGE_BREAK.length
  }

  /** Takes no more. */
  cut(): void {
    this.#isFull = true
    this.#isPartial = true
  }

  /** Says that something was left out, and goes on. */
  leaveOut(): void {
    this.#isPartial = true
  }

  /** Sets a file apart that was found inside; it is read later. */
  enclose(file: FileToRead): void {
    this.enclosed.push(file)
  }

  /** What was taken down, also of a file that in the end could not be read, for the reason given. */
  extract(why?: NoText): Extract {
    this.#endPage()
    const text = this.#done.join('').trimEnd()
    if (text === '') return nothing(why ?? (this.#isPartial ? 'too-large' : 'no-text'))
    if (why !== undefined) this.leaveOut()
    const starts = this.#starts?.map((start) => Math.min(start, text.length)) ?? []
    return {
      outcome: 'read',
      text,
      cut: this.#isPartial ? 'cut' : 'whole',
      ...(starts.length > 0 && { pages: starts }),
    }
  }
}
