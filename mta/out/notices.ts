// Mails that Relais itself writes, on their way out. Owner of the table notices (settle.ts writes its outcomes).
import type { Db, Tx } from '#store/database.ts'
import { poke } from './wake.ts'

/** A mail of Relais' own: whole, or new fields in front of a mail that is passed on. */
export type NewNotice = {
  readonly recipient: string
  readonly returnPath?: string // the null return path without it (RFC 3834 §3.3)
  readonly template: string
  readonly language: string
  readonly listId?: number
  readonly once?: string // the act that wrote it: the same act twice writes one mail
} & ({ readonly bytes: Buffer } | { readonly head: Buffer; readonly blob: Buffer })

/** Queues a notice; it leaves before any post, as soon as the transaction commits. */
export async function addNotice(tx: Tx, notice: NewNotice): Promise<void> {
  const content =
    'bytes' in notice
      ? { bytes: notice.bytes, head: null, blob: null }
      : { bytes: null, head: notice.head, blob: notice.blob }
  await tx.raw(
    `insert into notices (recipient, return_path, template, language, list_id, once, bytes, head, blob)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (once) do nothing`,
    [
      notice.recipient,
      notice.returnPath ?? '',
      notice.template,
      notice.language,
      notice.listId ?? null,
      notice.once ?? null,
      content.bytes,
      content.head,
      content.blob,
    ] as never,
  )
  await poke(tx)
}

/** A notice that this dispatcher holds. */
export interface ClaimedNotice {
  readonly id: number
  readonly recipient: string
  readonly returnPath: string
  readonly bytes: Buffer | null
  readonly head: Buffer | null
  readonly blob: Buffer | null
  readonly blobSize: number
  readonly tries: number
  readonly ageMs: number // since it was queued
}

/** Claims at most `limit` due notices, the longest due first. */
export async function claimNotices(db: Db, lease: string, limit: number): Promise<ClaimedNotice[]> {
  const { rows } = await db.raw<{ rows: ClaimedNotice[] }>(
    `with due as (
       select id from notices where state = 'queued' and next_try <= now()
        order by next_try, id limit ? for update skip locked)
     update notices n set state = 'sending', worker = ? from due where n.id = due.id
     returning n.id, n.recipient, n.return_path as "returnPath", n.bytes, n.head, n.blob,
               coalesce((select b.size from blobs b where b.hash = n.blob), 0) as "blobSize", n.tries,
               extract(epoch from now() - n.created_at)::float8 * 1000 as "ageMs"`,
    [limit, lease],
  )
  return rows.sort((a, b) => a.id - b.id)
}

/** Gives back notices that were claimed and not begun. */
export async function giveBackNotices(db: Db, lease: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await db.raw(
    `update notices set state = 'queued', worker = null where id = any(?) and state = 'sending' and worker = ?`,
    [ids, lease] as never,
  )
}
