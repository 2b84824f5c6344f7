// A message as Meilisearch keeps it: words, facts and no text. Which words there are is decided as for PostgreSQL's own
// index, so that both engines find the same.
import { kindOf } from '#archive/file-kinds.ts'
import type { Entry } from '../entry.ts'
import { addressWord, headOf, type Stretch, textsOf } from '../postgres/written.ts'
import { pair, term } from './terms.ts'

/** Another number: what is indexed is of another shape, and is made anew. */
const VERSION = 1

export interface MessageDocument {
  readonly id: number
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** '2026-11', in the platform's time zone. */
  readonly month: string
  /** Where it is shown. */
  readonly lists: readonly number[]
  /** The author's address, lower case, for facets. */
  readonly author: string
  /** Kinds of its files, and `file` if it has any. */
  readonly kinds: readonly string[]
  readonly words: readonly string[]
  readonly pairs: readonly string[]
}

/** What has no room for more is found by its first words and pairs. */
const MAX_TERMS = 300_000
const MAX_TERM_BYTES = 8_000_000

/** What documents are like; one made otherwise has to be made again. */
export const shapeOf = (timeZone: string): string => `${VERSION} ${timeZone}`

/** Makes documents of entries; months are those of this time zone. */
export function documentsIn(timeZone: string): (entry: Entry) => MessageDocument {
  const monthOf = monthsIn(timeZone)
  return (entry) => {
    const terms = new Terms()
    for (const stretch of headOf(entry)) terms.add(stretch)
    for (const stretch of textsOf(entry)) terms.add(stretch)
    return {
      id: entry.messageId,
      at: entry.datedAt.getTime(),
      month: monthOf(entry.datedAt),
      lists: entry.lists,
      author: addressWord(entry.from.address),
      kinds: entry.files.length === 0 ? [] : ['file', ...new Set(entry.files.map(kindOf))],
      words: [...terms.words],
      pairs: [...terms.pairs],
    }
  }
}

class Terms {
  readonly words = new Set<string>()
  readonly pairs = new Set<string>()
  #bytes = 0

  add({ zone, words }: Stretch): void {
    let before: string | undefined
    for (const word of words.split(' ')) {
      this.#put(this.words, term(zone, word))
      if (before !== undefined) this.#put(this.pairs, pair(zone, before, word))
      before = word
    }
  }

  #put(terms: Set<string>, text: string): void {
    if (this.#bytes > MAX_TERM_BYTES || terms.size >= MAX_TERMS || terms.has(text)) return
    terms.add(text)
    this.#bytes += text.length
  }
}

function monthsIn(timeZone: string): (date: Date) => string {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', era: 'short' })
  return (date) => {
    const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]))
    const year = parts.get('era') === 'BC' ? '0000' : (parts.get('year') ?? '').padStart(4, '0')
    return `${year}-${parts.get('month')}`
  }
}
