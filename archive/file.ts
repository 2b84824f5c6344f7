// Files prepared mails, one as well as hundreds, in a fixed number of statements.

import { messageKey } from '#mta/message/identity.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import { type Brought, type Newcomer, referredTo } from './family.ts'
import { type FileText, noteFileTexts } from './file-texts.ts'
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

/** A mail to be filed, with what came of its attachments if they were read already. */
export interface Filing {
  readonly prepared: PreparedMessage
  readonly facts: Facts
  readonly files?: readonly FileText[]
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
    const kept = bySubject(items).flatMap(staged)
    // Of a live mail its text is all, and is written with it.
    const along = items.length === 1 ? blobs.keepSql(kept) : undefined
    if (along === undefined) await blobs.keep(tx, kept)
    const mails = items.map((item) => ({ ...item, ...referred(item) }))
    const messages = await insertMessages(tx, mails, along)
    await insertAttachments(tx, items, messages)
    const fresh = items.flatMap(({ files = [] }, at) => (messages[at]!.isNew ? [{ files, at }] : []))
    await noteFileTexts(
      tx,
      fresh.flatMap(({ files, at }) => files.map((file) => ({ ...file, messageId: messages[at]!.id }))),
    )
    const newcomers = mails.map((mail, at) => newcomer(mail, messages[at]!))
    const places = await placeInThreads(tx, newcomers)
    return messages.map(({ id, hash, isNew }, at) => ({ id, hash, isNew, threads: places[at]! }))
  }
}

/** Mails of one subject together: they quote each other, and are read together, so they belong in the same pack. */
function bySubject(items: readonly Filing[]): Filing[] {
  return [...Map.groupBy(items, ({ prepared }) => prepared.reading.base).values()].flat()
}

function staged({ prepared, files = [] }: Filing): Staged[] {
  return [...prepared.staged, ...files.flatMap((file) => file.staged ?? [])]
}

function referred({ prepared, facts }: Filing): Pick<Newcomer, 'refs' | 'refNames'> {
  return referredTo(facts.messageId, prepared.reading.references)
}

function newcomer(
  { prepared, facts, refs, refNames }: Filing & Pick<Newcomer, 'refs' | 'refNames'>,
  message: Inserted,
): Newcomer {
  const { subject, base, isReply } = prepared.reading
  const { messageId, listIds, brought } = facts
  const told = { key: messageKey(messageId), refs, refNames, subject, base, isReply, listIds }
  return { ...message, ...told, ...(brought && { brought }) }
}
