// What is read out of a stored mail for a page: an attachment, the HTML.

import type { Readable } from 'node:stream'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import type { MailSource } from './mail-source.ts'
import { openPart, readHtml } from './parts-of-mail.ts'

const HELD_WHOLE = 262_144 // bytes: smaller mails are read from memory

/** The bytes of a stored mail; `size` in bytes. */
export async function storedMail(
  db: DbOrTx,
  blobs: Blobs,
  raw: { readonly hash: Buffer; readonly size: number },
): Promise<MailSource> {
  const open = () => blobs.open(db, raw.hash)
  return raw.size <= HELD_WHOLE ? { bytes: await blobs.read(db, raw.hash), open } : { open }
}

/** The n-th attachment of a stored mail, decoded, in constant memory; it is there if the table says so. */
export async function storedPart(
  db: DbOrTx,
  blobs: Blobs,
  raw: { readonly hash: Buffer; readonly size: number },
  n: number,
): Promise<Readable> {
  const part = await openPart(await storedMail(db, blobs, raw), n)
  if (part === undefined) throw new Error(`No attachment ${n} is in the mail ${raw.hash.toString('hex')}`)
  return part
}

/** The HTML of a message that this list shows, as sent, never to be shown unsanitised; undefined without any. */
export async function openHtml(
  db: DbOrTx,
  blobs: Blobs,
  listId: number,
  hash: string,
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { hash: Buffer; size: number }[] }>(
    `select m.raw as hash, m.size from messages m
       join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'
      where m.hash = ? and m.has_html`,
    [listId, hash.toLowerCase()],
  )
  return rows[0] && (await readHtml(await storedMail(db, blobs, rows[0])))
}
