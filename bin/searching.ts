// Search as the program uses it: the engine, over what the archive holds.
import { textsOf } from '#archive/browse.ts'
import { searchables } from '#archive/searchable.ts'
import type { SearchEngine, TextSource } from '#search/engine.ts'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Data } from './data.ts'

/** The engine of this process. */
export function openSearch({ db, database, blobs }: Pick<Data, 'db' | 'database' | 'blobs'>): SearchEngine {
  return openPostgresSearch({ db, pool: database.pool, texts: archiveTexts(blobs) })
}

/** What extracts are made of. */
export function archiveTexts(blobs: Blobs): TextSource {
  return {
    texts: (db, messageIds) => textsOf(db, blobs, messageIds),
    async files(db, messageIds) {
      const found = await searchables(db, blobs, messageIds)
      return new Map(
        found.map(({ messageId, files }) => [
          messageId,
          files.map(({ name, text = '' }) => ({ name, text })),
        ]),
      )
    },
  }
}
