import { urlHash } from '#mta/message/identity.ts'
import type { Db } from '#store/database.ts'
import type { Identified } from './identify.ts'

/** Which of these mails the list's archive has already, so that they need not be read. */
export async function inListAlready(
  db: Db,
  listId: number,
  mails: readonly Identified[],
): Promise<ReadonlySet<Identified>> {
  const hashes = mails.map(({ messageId }) => urlHash(messageId))
  const { rows } = await db.raw<{ rows: { hash: string; fingerprint: Buffer }[] }>(
    `select m.hash, m.fingerprint from messages m join postings p on p.message_id = m.id and p.list_id = ?
      where m.hash = any(?::text[])`,
    [listId, hashes],
  )
  const there = new Map(rows.map(({ hash, fingerprint }) => [hash, fingerprint]))
  return new Set(mails.filter((mail, i) => there.get(hashes[i]!)?.equals(mail.fingerprint)))
}
