// What both engines answer (search/postgres/, search/meilisearch/): the same questions, the same results.

import type { FileKind } from '#archive/file-kinds.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import type { Entry } from './entry.ts'
import type { Query } from './query/tree.ts'

/** The lists that may be shown: all, these, or those whose ids a statement gives (one bigint column). */
export type Scope =
  | 'all'
  | readonly number[]
  | { readonly sql: string; readonly bindings: readonly (string | number | null)[] }

/** A question, what may be seen of the answer, and the time zone in which its days begin. */
export interface Question {
  readonly query: Query
  readonly lists: Scope
  /** IANA name. */
  readonly timeZone: string
}

export interface Asked extends Question {
  readonly sort: 'date' | 'relevance'
  readonly limit: number
  readonly offset: number
  /** `exact` counts all that match; `capped` only what was met on the way to the page, so that it never waits. */
  readonly count: 'exact' | 'capped'
  readonly marks?: Marks
  /** `none`: hits without extracts, as many as UNREAD_HITS at once; all are of kind `message`. */
  readonly extracts?: 'made' | 'none'
}

/** What surrounds a found word: nothing, or U+0002 before and U+0003 after, which no text shows. */
export type Marks = 'none' | 'control'

/** With `capped`, no more are counted: « plus de 1 000 », or fewer where the page was found sooner. */
export const COUNTED = 1_000

const AT_LEAST = [1_000, 500, 200, 100, 50, 20, 10]

/** With `capped`, what is said when there are so many or more: « plus de 200 ». */
export const moreThan = (count: number): number => AT_LEAST.find((round) => round < count) ?? 0

/** The most hits that one page has. */
export const PAGE_HITS = 1_000
/** And without extracts. */
export const UNREAD_HITS = 50_000

/** How many hits are given at once. */
export const hitsAsked = ({ limit, extracts }: Pick<Asked, 'limit' | 'extracts'>): number =>
  bounded(limit, extracts === 'none' ? UNREAD_HITS : PAGE_HITS)

/** How many hits are left out before them. */
export const hitsSkipped = ({ offset }: Pick<Asked, 'offset'>): number =>
  bounded(offset, Number.MAX_SAFE_INTEGER)

const bounded = (value: number, most: number): number => Math.max(0, Math.min(Math.trunc(value), most)) || 0

/** A file that a message carries: its number there, its media type as declared, decoded bytes. */
export interface FileFound {
  readonly n: number
  readonly name: string
  readonly type: string
  readonly size: number
}

export interface Hit {
  readonly id: number
  /** Without brackets. */
  readonly messageId: string
  /** Address of the list it is shown in; the first to have had it, where several may be read. */
  readonly list: string
  readonly date: Date
  /** `Name <address>`, or the address alone. */
  readonly from: string
  readonly subject: string
  /** `file`: what was asked is in a file that the message carries, and not in its text or subject. */
  readonly kind: 'message' | 'file'
  /** With kind `file`. */
  readonly file?: FileFound
  /** One line of plain text. */
  readonly snippet: string
  /** Path of its page. */
  readonly url: string
}

/** Something asked for that could not be: nothing has it. */
export interface EngineNote {
  readonly name: 'unknown-list' | 'unknown-space'
  readonly text: string
}

export interface Found {
  /** Messages that match and are shown in one of the lists. */
  readonly total: number
  /** `at-least`: there are more than `total`, which is round. */
  readonly totalIs: 'exact' | 'at-least'
  readonly hits: readonly Hit[]
  readonly notes: readonly EngineNote[]
}

/** How many messages of a question's answer have something in common; the most frequent first, years newest first. */
export interface Facets {
  /** Messages counted: all, or the newest. */
  readonly counted: number
  readonly counts: 'all' | 'newest'
  readonly spaces: readonly { readonly slug: string; readonly name: string; readonly messages: number }[]
  readonly lists: readonly { readonly address: string; readonly title: string; readonly messages: number }[]
  readonly years: readonly { readonly year: number; readonly messages: number }[]
  readonly people: readonly { readonly address: string; readonly name: string; readonly messages: number }[]
  readonly fileKinds: readonly { readonly kind: FileKind; readonly messages: number }[]
}

/** Messages of a month, '2026-11' in the question's time zone. */
export interface Month {
  readonly month: string
  readonly messages: number
}

/** Months that have any, oldest first. */
export interface Timeline {
  readonly counted: number
  readonly counts: 'all' | 'newest'
  readonly months: readonly Month[]
}

/** Where engine and archive differ: nothing in either when all is well. `more`: only the first are named. */
export interface Difference {
  /** Shown in a list, and not to be found. */
  readonly missing: readonly number[]
  /** To be found, and shown nowhere or elsewhere than the engine says. */
  readonly stray: readonly number[]
  readonly checked: number
}

export interface SearchEngine {
  /** Makes messages searchable (with PostgreSQL: as soon as the transaction commits); again replaces them. */
  index(tx: Tx, entries: readonly Entry[]): Promise<void>
  /** Messages that are no longer to be found. */
  remove(tx: Tx, messageIds: readonly number[]): Promise<void>
  find(asked: Asked): Promise<Found>
  facets(question: Question): Promise<Facets>
  timeline(question: Question): Promise<Timeline>
  /** Compares these messages (and those between them) with the archive, first to last id included. */
  compare(range: { readonly first: number; readonly last: number }): Promise<Difference>
}

/** The stored texts that extracts are made of; the archive's. */
export interface TextSource {
  /** The readable texts of messages by id. */
  texts(db: DbOrTx, messageIds: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** What was read in the files of messages that have any, in order. */
  files(
    db: DbOrTx,
    messageIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly (FileFound & { readonly text: string })[]>>
}
