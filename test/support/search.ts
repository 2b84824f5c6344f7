// PostgreSQL's search on a test database, over the archive's blobs.
import { openTexts } from '#archive/browse.ts'
import { archiveTexts } from '#bin/searching.ts'
import type { SearchEngine, TextSource } from '#search/engine.ts'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'

/** The engine, for who has no pool beside the database: words get their numbers through it too. */
export function searchOn(db: Db, from: Blobs | TextSource): SearchEngine {
  const texts = 'texts' in from ? from : archiveTexts(openTexts(from))
  return openPostgresSearch({
    db,
    pool: {
      query: async (text, values) =>
        await db.raw(
          text.replace('$1', '?'),
          values.map((all) => [...all]),
        ),
    },
    texts,
  })
}
