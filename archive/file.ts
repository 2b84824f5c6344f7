// Files prepared mails, one as well as hundreds, in a fixed number of statements.

import { messageKey } from '#mta/message/identity.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import { type Brought, type Newcomer, referredTo } from './family.ts'
import { insertAttachments } from './insert-attachments.ts'
import { type Inserted, insertMessages } from './insert-messages.ts'
import type { PreparedMessage } from './prepare.ts'
import { type Place, placeInThreads } from './threads.ts'

/** What is known of a mail besides its bytes. */
export interface Facts {
  readonly messageId: string // without brackets
  readonly fingerprint: Buffer
  readonly receivedAt: Date // what it is dated by
  readonly arrivalId?: number
  readonly authorId?: number
  /** Who wrote it, where an older system put itself in From. */
  readonly author?: { readonly name: string; readonly address: string }
  readonly listIds: readonly number[]
  readonly brought?: Brought
}

/** A mail to be filed; `extracts` are the texts of attachments that were read already, by their number from 1. */
export interface Filing {
  readonly prepared: PreparedMessage
  readonly facts: Facts
  readonly extracts?: ReadonlyMap<number, Staged>
}

/** Where a message stands now; `isNew` is false when it was archived before. */
export interface Filed {
  readonly id: number
  readonly hash: string
  readonly isNew: boolean
  readonly threads: readonly Place[]
}

/** Files mails in lists, in the caller's transaction, as if one after the other. Filing the same again changes nothing. */
export function filer(blobs: Blobs): (tx: Tx, items: readonly Filing[]) => Promise<Filed[]> {
  return async (tx, items) => {
    if (items.length === 0) return []
    await blobs.keep(tx, items.flatMap(staged))
    const messages = await insertMessages(tx, items)
    await insertAttachments(tx, items, messages)
    const newcomers = items.map((item, at) => newcomer(item, messages[at]!))
    const places = await placeInThreads(tx, newcomers)
    return messages.map(({ id, hash, isNew }, at) => ({ id, hash, isNew, threads: places[at]! }))
  }
}

function staged({ prepared, extracts }: Filing): Staged[] {
  return extracts === undefined ? [...prepared.staged] : [...prepared.staged, ...extracts.values()]
}

function newcomer({ prepared, facts }: Filing, message: Inserted): Newcomer {
  const { references, subject, base, isReply } = prepared.reading
  const { messageId, listIds, brought } = facts
  const referred = referredTo(messageId, references)
  const told = { key: messageKey(messageId), ...referred, subject, base, isReply, listIds }
  return { ...message, ...told, ...(brought && { brought }) }
}
