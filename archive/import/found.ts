// What importing reads: mails as they are found in a source, and what could not be taken, in one stable order.

import type { PostingState } from '../family.ts'

/** Where something was found: a path inside the source, and the byte it begins at (of a compressed file: once inflated). */
export interface Place {
  readonly file: string
  readonly offset: number
}

/** A mail as the source has it. `bytes` has memory of its own, so it may be given away to a thread. */
export interface FoundMail {
  readonly bytes: Buffer
  readonly place: Place
  /** When the source says it came: its From_ line, or the name or time of its file. */
  readonly receivedAt?: Date
  /** Where it stood in a list, if the source is the archive of one. */
  readonly posted?: PostedBefore
}

/** What the archive of a list says of a mail; it holds here too. */
export interface PostedBefore {
  readonly messageId: string // without brackets
  readonly datedAt: Date
  readonly state: PostingState
}

/** Why something was not taken; each word has a sentence in the catalogue. */
export type LeftoverReason =
  | 'not-a-mail'
  | 'cut-short' // the file or the compressed data ends in the middle
  | 'too-large' // more than MAX_MAIL
  | 'unreadable' // the file could not be opened or read
  | 'damaged' // compressed data or checksum wrong
  | 'encrypted'
  | 'archive-inside' // a zip inside the source: not opened
  | 'too-dense' // inflates to more than a mail archive ever does
  | 'deleted' // marked as deleted by the program that kept it

/** What could not be taken. */
export interface Leftover {
  readonly place: Place
  readonly why: LeftoverReason
}

/** Where to go on: plain JSON. `file` is finished up to `offset`; `entry` is its number where names may repeat. */
export interface Cursor {
  readonly file: string
  readonly offset: number
  readonly entry?: number
}

/** One step through a source: giving `cursor` to `mails` goes on after it. `readBytes` is of `totalBytes`. */
export type Found = (FoundMail | Leftover) & { readonly cursor: Cursor; readonly readBytes: number }

/** Where mails come from. The same source gives the same mails in the same order. */
export interface Source {
  /** Bytes in all, as they are stored, for a progress bar. */
  readonly totalBytes: number
  /** The mails and leftovers from a cursor on; from the beginning without one. */
  mails(from?: Cursor): AsyncGenerator<Found>
}

/** Larger mails are leftovers. Bytes. */
export const MAX_MAIL = 157_286_400
