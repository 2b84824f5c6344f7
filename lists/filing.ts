// What lists/ asks of the archive; given by bin/, so that filing and deliveries are one transaction.
import type { DbOrTx, Tx } from '#store/database.ts'

/** A file of a message as the archive has it, the n-th from 1; `size` in bytes, decoded, `type` lower case. */
export interface AttachedFile {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly disposition: 'attachment' | 'inline'
}

/** A message read and its parts staged, ready to be filed. */
export interface Prepared {
  readonly defects: readonly string[]
  readonly reading: { readonly attachments: readonly AttachedFile[] }
}

export interface Filed {
  readonly id: number
  /** The message's name in web addresses. */
  readonly hash: string
}

/** How much a list wrote in a month of its own time zone, '2026-11'. */
export interface MonthCount {
  readonly month: string
  readonly messages: number
}

export interface Archive<P extends Prepared = Prepared> {
  /** Reads a message; no effect on tables. Never fails on bad mail. */
  prepare(arrival: { readonly blob: Buffer; readonly size: number; readonly bytes?: Buffer }): Promise<P>
  /** Files messages in these lists, as if one after the other; twice is once. */
  file(
    tx: Tx,
    items: readonly {
      readonly prepared: P
      readonly facts: {
        readonly messageId: string
        readonly fingerprint: Buffer
        readonly receivedAt: Date
        readonly arrivalId?: number
        readonly authorId?: number
        readonly listIds: readonly number[]
      }
    }[],
  ): Promise<Filed[]>
  /** The months in which a list wrote; those of a large list may be a minute old. */
  months(db: DbOrTx, listId: number, timeZone: string): Promise<readonly MonthCount[]>
}
