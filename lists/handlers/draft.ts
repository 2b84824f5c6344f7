// A copy in the making: what handlers change, and what they may look at.
import type { Evidence } from '#mta/in/evidence.ts'
import type { Client } from '#mta/in/reception.ts'
import type { Mailbox } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import type { List } from '../lists.ts'

/** Bytes around the body as received: nothing re-encodes what is in between. */
export interface Draft {
  readonly header: Header
  readonly before: Buffer
  readonly after: Buffer
}

export interface HandlerContext {
  readonly list: List
  readonly webUrl: string
  readonly domain: string
  /** Where the message will be read, known before it is archived (RFC 5064 §2.2). */
  readonly archivedAt: string
  /** Without brackets; derived from the bytes when the author's program gave none. */
  readonly messageId: string
  /** Nobody but moderators may post: List-Post says NO (RFC 2369 §3.4). */
  readonly posting: 'open' | 'closed'
  readonly arrival: { readonly id: number; readonly client: Client; readonly receivedAt: Date }
  readonly evidence: Evidence
  /** From as received, when it names one mailbox. */
  readonly author?: Mailbox
  /** The body ends with a line end. */
  readonly endsWithNewline: boolean
  /** The body as received holds bytes above 127. */
  readonly eightBit: boolean
}

/** One change to a copy. Pure. */
export interface Handler {
  readonly name: string
  apply(draft: Draft, context: HandlerContext): Draft
}
