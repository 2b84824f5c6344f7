// Search as the program uses it: PostgreSQL's engine over what the archive holds, and Meilisearch in front of it where
// the settings name one.
import type { Texts } from '#archive/browse.ts'
import { messagesAfter, searchables } from '#archive/searchable.ts'
import type { SearchEngine, TextSource } from '#search/engine.ts'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import { type WithMeilisearch, withMeilisearch } from '#search/with-meilisearch.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import type { Data } from './data.ts'

type Parts = Pick<Data, 'db' | 'database' | 'blobs' | 'texts' | 'settings' | 'log'>

/** The engines that the settings name. */
export interface Engines {
  /** Answers, and is told what is new. */
  readonly search: SearchEngine
  /** PostgreSQL's own, whose index is always kept. */
  readonly postgres: SearchEngine
  readonly meilisearch?: WithMeilisearch
}

/** The engines of this process. */
export function openEngines({ db, database, blobs, texts: readable, settings, log }: Parts): Engines {
  const texts = archiveTexts(readable)
  const postgres = openPostgresSearch({ db, pool: database.pool, texts })
  if (settings.search.engine === 'postgres') return { search: postgres, postgres }
  const meilisearch = withMeilisearch({
    ...settings.search,
    domain: settings.domain,
    timeZone: settings.instance.timeZone,
    database,
    postgres,
    texts,
    entries: (reader, messageIds) => searchables(reader, blobs, messageIds),
    messagesAfter,
    log,
  })
  return { search: meilisearch.engine, postgres, meilisearch }
}

/** The engine that answers. */
export const openSearch = (parts: Parts): SearchEngine => openEngines(parts).search

/** Indexes messages that are archived already as they are now, those that no list shows for the moment too. */
export async function indexAgain(
  tx: Tx,
  { blobs, search }: { readonly blobs: Blobs; readonly search: Pick<SearchEngine, 'index'> },
  messageIds: readonly number[],
): Promise<void> {
  await search.index(tx, await searchables(tx, blobs, messageIds, 'hidden too'))
}

/** What extracts are made of. */
export const archiveTexts = (texts: Texts): TextSource => ({
  texts: (db, messageIds) => texts.of(db, messageIds),
  files: (db, messageIds) => texts.ofFiles(db, messageIds),
})
