// What a digest is made of; given by bin/ from the archive.
import type { DbOrTx } from '#store/database.ts'
import type { AttachedFile } from '../filing.ts'

/** A message that a list shows. */
export interface ArchivedMessage {
  readonly id: number
  /** Its name in web addresses. */
  readonly hash: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly datedAt: Date
  /** The mail as first received: its blob, and how many bytes. */
  readonly raw: Buffer
  readonly size: number
  /** The n-th from 1. */
  readonly files: readonly AttachedFile[]
}

export interface Archived {
  /** Those of these messages that the list shows, oldest first. */
  shown(db: DbOrTx, listId: number, messageIds: readonly number[]): Promise<ArchivedMessage[]>
  /** What can be read of them; one without text is ''. */
  texts(db: DbOrTx, messageIds: readonly number[]): Promise<Map<number, string>>
}
