// The archive as digests ask for it (lists/digests/archived.ts).

import type { Archived, ArchivedMessage } from '#lists/digests/archived.ts'
import type { Blobs } from '#store/blobs.ts'
import { textsOf } from './texts.ts'

/** Messages of these blobs. */
export function openArchived(blobs: Blobs): Archived {
  return {
    async shown(db, listId, messageIds) {
      const { rows } = await db.raw<{ rows: ArchivedMessage[] }>(
        `select m.id, m.hash, m.subject, m.from_name as "fromName", m.from_address as "fromAddress",
                m.dated_at as "datedAt", m.raw, m.size,
                coalesce((select json_agg(json_build_object('name', a.name, 'type', a.type, 'size', a.size,
                                                            'disposition', a.disposition) order by a.n)
                            from attachments a where a.message_id = m.id), '[]') as files
           from messages m join postings p on p.message_id = m.id and p.list_id = ? and p.state = 'shown'
          where m.id = any(?::bigint[]) order by m.dated_at, m.id`,
        [listId, [...messageIds]],
      )
      return rows
    },
    texts: (db, messageIds) => textsOf(db, blobs, messageIds),
  }
}
