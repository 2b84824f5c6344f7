// One SMTP transaction to be: rows that get the same bytes from the same return path.
import type { Readable } from 'node:stream'
import type { Claimed } from './claim.ts'
import type { ClaimedNotice } from './notices.ts'

/** What goes over the wire (or into the outbox), made when its turn comes. */
export interface Letter {
  readonly mailFrom: string
  readonly content: Buffer | Readable // the session makes bare CR and LF into CRLF
  readonly size: number // bytes, announced by SIZE (RFC 1870)
  readonly eightBit: boolean
  readonly utf8: boolean // header or an address needs SMTPUTF8
}

/** Rows of one copy, or one notice, for one destination. */
export type Transaction =
  | {
      readonly kind: 'copy'
      readonly destination: string
      readonly copyId: number
      readonly rows: readonly Claimed[]
      readonly big: boolean
    }
  | {
      readonly kind: 'notice'
      readonly destination: string
      readonly rows: readonly [ClaimedNotice]
      readonly big: boolean
    }

/** How the bytes of a transaction are made. */
export interface Renderer {
  letter(transaction: Transaction): Promise<Letter>
}

/** Where transactions are carried out: every row of each is noted in the ledger, or given back at stop. */
export interface Carrier {
  /** A word for transactions that may go together: the same text, the same destination. */
  destinationOf(domain: string): string
  carry(transactions: readonly Transaction[]): void
  /** Rows that have not begun. */
  waiting(): number
  /** Rows that ended since the start. */
  done(): number
  /** Recipient domains and copies of which no more should be claimed now. */
  busy(): { readonly domains: readonly string[]; readonly copies: readonly number[] }
  /** How many rows to claim at most, or for how long not to claim at all. */
  appetite(): { readonly rows: number } | { readonly delayMs: number; readonly reason: string }
  /** Resolves when at most `rows` wait, or something is no longer busy. */
  hungry(rows: number): Promise<void>
  /** Resolves when nothing waits and nothing is under way. */
  quiet(): Promise<void>
  /** Ends what is under way within `graceMs` and closes; returns what was not begun. */
  stop(graceMs: number): Promise<Transaction[]>
}
