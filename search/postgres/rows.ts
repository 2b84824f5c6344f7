// The rows that a message is indexed as, nearly always one: ' code code | code ', filled up with dots.
import { kindOf } from '#archive/file-kinds.ts'
import type { Entry } from '../entry.ts'
import { BREAK, fileKindFact, HAS_ATTACHMENT, listFact, MARKS, SEVERAL_PARTS } from './codes.ts'
import type { Lexicon } from './lexicon.ts'
import { factsOfDate } from './months.ts'
import { headOf, type Stretch, textsOf } from './written.ts'

/** Characters of one row's codes; what is longer goes on in the next. */
export const PART_CHARS = 800_000
/** What remains is not searchable. */
const MAX_PARTS = 20
/** Words that one message is the first to have; what has more is no text, and those are not searchable. */
const MAX_NEW_WORDS = 20_000
/**
 * Shorter rows are filled up with dots, which PostgreSQL compresses to nothing: it moves words out of the row only
 * where that would be longer than 2 KB. Narrow rows are read 80 at a time, and their places are short in the index.
 */
const LEAST_CHARS = 1_970

/** The rows of each of these messages. */
export async function entryRows(entries: readonly Entry[], lexicon: Lexicon): Promise<string[][]> {
  const coder = new Coder(lexicon)
  const coded = entries.map((entry) => ({
    facts: factsOf(entry).join(' '),
    head: coder.of(headOf(entry)),
    body: coder.of(textsOf(entry)),
  }))
  await coder.complete()
  return coded.map(({ facts, head, body }) => cutToParts(`${facts} ${head.join(' ')}`, body))
}

function cutToParts(head: string, body: readonly string[]): string[] {
  const codes = body.join(' ')
  if (codes.length <= PART_CHARS)
    return [` ${head}${codes === '' ? '' : ' '}${codes} `.padEnd(LEAST_CHARS, '.')]
  const parts: string[] = []
  for (let at = 0; at < codes.length && parts.length < MAX_PARTS; ) {
    const space = codes.lastIndexOf(' ', at + PART_CHARS)
    const end = codes.length - at <= PART_CHARS || space <= at ? codes.length : space
    parts.push(` ${SEVERAL_PARTS} ${head} ${BREAK} ${codes.slice(at, end)} `)
    at = end + 1
  }
  return parts
}

function factsOf({ datedAt, lists, files }: Entry): string[] {
  const kinds = new Set(files.map(kindOf))
  return [
    ...factsOfDate(datedAt),
    ...lists.map(listFact),
    ...(files.length > 0 ? [HAS_ATTACHMENT] : []),
    ...[...kinds].map(fileKindFact),
  ]
}

/** Puts codes in the place of words; those of new words when all are known. */
class Coder {
  readonly #lexicon: Lexicon
  readonly #waiting = new Map<string, { readonly codes: string[]; readonly at: number }[]>()

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
  }

  of(stretches: readonly Stretch[]): string[] {
    const codes: string[] = []
    let room = MAX_NEW_WORDS
    for (const { zone, words } of stretches) {
      const mark = MARKS[zone]
      codes.push(BREAK)
      for (const word of words.split(' ')) {
        const code = this.#lexicon.known(word)
        if (code !== undefined) codes.push(mark + code)
        else if (room > 0) room -= this.#wait(word, codes, mark)
        else codes.push(BREAK)
      }
    }
    return codes
  }

  /** How many words that adds: one or none. */
  #wait(word: string, codes: string[], mark: string): number {
    const place = { codes, at: codes.length }
    codes.push(mark)
    const places = this.#waiting.get(word)
    places?.push(place)
    if (places === undefined) this.#waiting.set(word, [place])
    return places === undefined ? 1 : 0
  }

  /** What waits has only its mark. */
  async complete(): Promise<void> {
    if (this.#waiting.size === 0) return
    const learnt = await this.#lexicon.learn(this.#waiting.keys())
    for (const [word, places] of this.#waiting)
      for (const { codes, at } of places) codes[at] += learnt.get(word) ?? BREAK
  }
}
