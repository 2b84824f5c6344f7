// What a question means, as plain data: what the engines, the printer and the explanation read.
import type { FileKind } from '#archive/file-kinds.ts'

/** Where words are looked for. 'anywhere' is subject, text new and quoted, signature, sender, file names, files' text. */
export type Zone = 'anywhere' | 'subject' | 'new' | 'quoted' | 'filename'

/** Part that a person has in a message: 'to' is To and Cc, 'any' is To, Cc or From. */
export type Role = 'from' | 'to' | 'any'

/** Words as typed, for people to read; left out where it is the words with a space between them. */
interface Written {
  readonly written?: string
}

/** Folded; a message has it when it has a word of the same stem. */
export interface Word extends Written {
  readonly kind: 'word'
  readonly zone: Zone
  readonly word: string
}

/** Folded forms in a row, as written, not stemmed; one only where somebody put quotes around a word. */
export interface Phrase extends Written {
  readonly kind: 'phrase'
  readonly zone: Zone
  readonly words: readonly string[]
}

/** The last one is the beginning of a form; those before stand right before it. */
export interface Prefix extends Written {
  readonly kind: 'prefix'
  readonly zone: Zone
  readonly words: readonly string[]
}

/**
 * An address, or a part of one that has its @, lower case; else all of these folded words in the name or the address,
 * and a word that begins so.
 */
export interface Person extends Written {
  readonly kind: 'person'
  readonly role: Role
  readonly address?: string
  readonly words: readonly string[]
  readonly beginning?: string
}

/** ISO days, `from` included, `until` excluded, in the platform's time zone; at least one of them. */
export interface Dates {
  readonly kind: 'dates'
  readonly from?: string
  readonly until?: string
}

/** A question with no other inside. */
export type Leaf =
  | Word
  | Phrase
  | Prefix
  | Person
  /** As typed, lower case: an address, its first part, or a title. */
  | { readonly kind: 'list'; readonly name: string }
  | { readonly kind: 'space'; readonly name: string }
  | Dates
  | { readonly kind: 'has'; readonly what: 'attachment' }
  | { readonly kind: 'file-kind'; readonly of: FileKind }
  /** Without brackets. */
  | { readonly kind: 'id'; readonly messageId: string }
  | { readonly kind: 'thread'; readonly hash: string }

/** A question. `and` and `or` have at least two parts, none of their own kind; `not` holds no `not`. */
export type Query =
  | { readonly kind: 'everything' }
  | Leaf
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
