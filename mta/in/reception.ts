// What mail reception asks of the rest of Relais: is there such a recipient, and take this message.
import type { Address } from '#mta/message/address.ts'
import type { Evidence } from './evidence.ts'
import type { Spooled } from './spool.ts'

/** Who is speaking to us; `helo` is what they call themselves. */
export interface Client {
  readonly ip: string
  readonly helo: string
  readonly tls: boolean
  readonly protocol: 'smtp' | 'lmtp'
}

/** Why a recipient or a message is not taken, for ever. */
export type RefusalReason = 'unknown-recipient' | 'not-allowed' | 'too-big' | 'loop' | 'content' | 'closed'

/** What becomes of one recipient; `text` is said to the client, in printable ASCII. */
export type Answer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly text: string }
  | { readonly kind: 'later'; readonly text: string }

/** The transaction so far: `mailFrom` is '' for the null return path, `declaredSize` is in bytes (RFC 1870). */
export interface Session {
  readonly mailFrom: string
  readonly client: Client
  readonly declaredSize?: number
}

/** A whole message with its envelope; `recipients` are distinct. */
export interface Incoming {
  readonly spooled: Spooled
  readonly mailFrom: string
  readonly recipients: Address[]
  readonly evidence: Evidence
  readonly client: Client
}

/** The receiving side of the application. */
export interface Reception {
  recipient(address: Address, session: Session): Promise<Answer>
  /** One answer for each recipient, in order, given only once what was accepted is committed. */
  receive(mail: Incoming): Promise<Answer[]>
}
