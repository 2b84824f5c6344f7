// What the server's work stands on: the data, the archive that is searchable as it is filled, the DNS.
import { openArchive } from '#archive/archive.ts'
import type { PreparedMessage } from '#archive/prepare.ts'
import type { Directory } from '#lists/directory.ts'
import type { Archive } from '#lists/filing.ts'
import { openIntake } from '#lists/intake.ts'
import type { Site } from '#lists/site.ts'
import { openResolver } from '#mta/dns.ts'
import { index } from '#search/postgres.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Data } from './data.ts'

export interface Ground extends Data, Site {}

/** The archive, with every filed message searchable in the same transaction. */
export function indexedArchive(db: Db, blobs: Blobs): Archive<PreparedMessage> {
  const archive = openArchive(db, blobs)
  return {
    prepare: (arrival) => archive.prepare(arrival),
    async file(tx, items) {
      const filed = await archive.file(tx, items)
      for (const [at, { prepared, facts }] of items.entries()) {
        const { id, isNew } = filed[at]!
        const { subject, from, text } = prepared.reading
        if (isNew)
          await index(tx, {
            messageId: id,
            datedAt: facts.receivedAt,
            subject,
            text,
            fromName: from.name,
            fromAddress: from.address,
          })
      }
      return filed
    },
  }
}

/** Adds to the data what the server's jobs need. */
export function openGround(data: Data, directory: Directory): Ground {
  return {
    ...data,
    directory,
    intake: openIntake(),
    resolver: openResolver(data.settings),
    archive: indexedArchive(data.db, data.blobs),
  }
}
