import { urlHash } from '#mta/message/identity.ts'
import type { Db } from '#store/database.ts'
import type { Identified } from './identify.ts'

/**
 * Which of these mails the list's archive has already, so that they need not be read. Names are looked up first, by
 * themselves: the planner, which expects few postings, would go through all of the list for each group of mails.
 */
export async function inListAlready(
  db: Db,
  listId: number,
  mails: readonly Identified[],
): Promise<ReadonlySet<Identified>> {
  const hashes = mails.map(({ messageId }) => urlHash(messageId))
  const { rows } = await db.raw<{ rows: { hash: string; fingerprint: Buffer }[] }>(
    `with named as materialized (select id, hash, fingerprint from messages where hash = any(?::text[]))
     select n.hash, n.fingerprint from named n
      where exists (select from postings p where p.message_id = n.id and p.list_id = ? offset 0)`,
    [hashes, listId],
  )
  const there = new Map(rows.map(({ hash, fingerprint }) => [hash, fingerprint]))
  return new Set(mails.filter((mail, i) => there.get(hashes[i]!)?.equals(mail.fingerprint)))
}
