// Who answers what, in one list.
import type { Dice } from './dice.ts'
import * as english from './english.ts'
import * as french from './french.ts'
import type { Letter } from './letter.ts'
import type { Language, Prose } from './prose.ts'
import type { Quotable } from './quoting.ts'

/** A mail that can be answered. */
export interface Remembered {
  readonly id: string
  readonly at: number
  readonly thread: string
  /** Without prefixes, and without what is planted in it. */
  readonly subject: string
  readonly references: readonly string[]
  /** What it answers itself never came to the list: others may answer that as well. */
  readonly answersLost: boolean
  readonly language: Language
  readonly quotable: Quotable
}

/** What a mail answers, if anything, and how it says so. */
export interface Turn {
  readonly answered?: Remembered
  /** Begins with the id of a mail that the list never had. */
  readonly references: readonly string[]
  readonly link: Letter['link'] | 'lost'
  readonly language: Language
  readonly subject: string
  /** Before the subject, as it is shown. */
  readonly prefix: string
}

const REMEMBERED = 60 // mails
const ANSWERS = 0.72
const FORGOTTEN = 45 * 86_400 // seconds
const RECENT = 9 // mails back, on average
const ENGLISH = 0.08
const LOST = 0.02 // of threads begin with an answer to something that was not sent to the list
const KEPT_REFERENCES = 20
const LINKS: readonly (readonly [upTo: number, Letter['link']])[] = [
  [0.03, 'none'],
  [0.08, 'in-reply-to'],
  [1, 'references'],
]

/** A list's conversations, one mail after the other. */
export class Conversations {
  readonly #recent: Remembered[] = []
  readonly #subjects = new Set<string>()
  readonly #dice: Dice
  readonly #prose: Prose

  constructor(dice: Dice, prose: Prose) {
    this.#dice = dice
    this.#prose = prose
  }

  /** What the next mail, written then, is about. */
  next(at: number): Turn {
    const answered = this.#chosen(at)
    if (answered === undefined) return this.#begun(at)
    const { language, subject } = answered
    const drawn = this.#dice.share()
    const link = LINKS.find(([upTo]) => drawn < upTo)![1]
    const isBeside = answered.answersLost && this.#dice.happens(0.5)
    const references = isBeside ? answered.references : [...answered.references, answered.id]
    return { answered, references: kept(references), link, language, subject, prefix: this.#prefix(language) }
  }

  /** Makes a mail one that others may answer. */
  remember(mail: Remembered): void {
    this.#recent.push(mail)
    if (this.#recent.length > REMEMBERED) this.#recent.shift()
  }

  #chosen(at: number): Remembered | undefined {
    if (this.#recent.length === 0 || !this.#dice.happens(ANSWERS)) return undefined
    const back = Math.floor(-Math.log(1 - this.#dice.share()) * RECENT)
    const mail = this.#recent.at(-1 - Math.min(back, this.#recent.length - 1))!
    return at - mail.at > FORGOTTEN ? undefined : mail
  }

  #begun(at: number): Turn {
    const language = this.#dice.happens(ENGLISH) ? 'en' : 'fr'
    let subject = this.#prose.title(language)
    while (this.#subjects.has(subject)) subject = `${this.#prose.title(language)} (${this.#subjects.size})`
    this.#subjects.add(subject)
    if (!this.#dice.happens(LOST)) return { references: [], link: 'none', language, subject, prefix: '' }
    const lost = `${at.toString(36)}.${this.#dice.hex(8)}@ailleurs.example`
    return { references: [lost], link: 'lost', language, subject, prefix: this.#prefix(language) }
  }

  #prefix(language: Language): string {
    return this.#dice.pick(language === 'en' ? english.PREFIXES : french.PREFIXES)
  }
}

/** The first and the newest, as programs do with long threads. */
function kept(references: readonly string[]): readonly string[] {
  if (references.length <= KEPT_REFERENCES) return references
  return [references[0]!, ...references.slice(1 - KEPT_REFERENCES)]
}
