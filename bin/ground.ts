// What the server's work stands on: the data, the archive that is searchable as it is filled, the DNS.
import { openArchive } from '#archive/archive.ts'
import { openArchived } from '#archive/archived.ts'
import type { PreparedMessage } from '#archive/prepare.ts'
import { planReading } from '#archive/read-files.ts'
import type { Directory } from '#lists/directory.ts'
import type { Archive } from '#lists/filing.ts'
import { openFresh } from '#lists/fresh.ts'
import { openIntake } from '#lists/intake.ts'
import type { Site } from '#lists/site.ts'
import { openResolver } from '#mta/dns.ts'
import type { SearchEngine } from '#search/engine.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Data } from './data.ts'
import { openLibrary } from './library.ts'
import { entryOf } from './searchable.ts'
import { openSearch } from './searching.ts'

export interface Ground extends Data, Site {
  readonly search: SearchEngine
}

/** The archive, with every filed message searchable in the same transaction, and its files to be read soon after. */
export function indexedArchive(
  db: Db,
  blobs: Blobs,
  search: Pick<SearchEngine, 'index'>,
): Archive<PreparedMessage> {
  const archive = openArchive(db, blobs)
  return {
    prepare: (arrival) => archive.prepare(arrival),
    async file(tx, items) {
      const filed = await archive.file(tx, items)
      const fresh = items.flatMap((item, at) => (filed[at]!.isNew ? [{ item, id: filed[at]!.id }] : []))
      await search.index(
        tx,
        fresh.map(({ item, id }) => entryOf(id, item)),
      )
      for (const { item, id } of fresh) await planReading(tx, id, item.prepared.reading.attachments)
      return filed
    },
    months: (tx, listId, timeZone) => archive.months(tx, listId, timeZone),
  }
}

/** Adds to the data what the server's jobs need. */
export function openGround(data: Data, directory: Directory): Ground {
  const search = openSearch(data)
  return {
    ...data,
    search,
    directory,
    intake: openIntake(),
    fresh: openFresh(),
    resolver: openResolver(data.settings),
    archive: indexedArchive(data.db, data.blobs, search),
    archived: openArchived(data.blobs),
    library: openLibrary({ ...data, search, directory }),
    moderation: data.settings.moderation,
  }
}
