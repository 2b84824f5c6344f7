// Search by Meilisearch: the same questions and answers as PostgreSQL's own engine (search/engine.ts). PostgreSQL's
// index is kept current beside it, in the transaction that files; Meilisearch learns from search_updates, soon after.
import type { Tx } from '#store/database.ts'
import type { SearchEngine, TextSource } from './engine.ts'
import { type Asking, mustBeReady } from './meilisearch/ask.ts'
import { compare } from './meilisearch/compare.ts'
import { facets, timeline } from './meilisearch/facets.ts'
import { oneOf } from './meilisearch/filter.ts'
import { find } from './meilisearch/find.ts'
import { pages } from './meilisearch/pages.ts'
import { noteUpdates } from './meilisearch/updates.ts'
import type { DistantEngine } from './with-fallback.ts'

export interface MeilisearchOptions extends Asking {
  /** The platform's: months of documents are those of it. */
  readonly timeZone: string
  /** PostgreSQL's own engine, whose index is kept too. */
  readonly beside: Pick<SearchEngine, 'index' | 'remove'>
  readonly texts: TextSource
}

export function openMeilisearch(options: MeilisearchOptions): DistantEngine {
  const { beside, texts, timeZone } = options
  return {
    name: 'meilisearch',
    async index(tx: Tx, entries) {
      await beside.index(tx, entries)
      await noteUpdates(
        tx,
        entries.map(({ messageId }) => messageId),
      )
    },
    // The entries that go are noted where they are (013-search-updates.sql).
    remove: (tx, messageIds) => beside.remove(tx, messageIds),
    find: (asked) => find(options, texts, asked),
    facets: (question) => facets(options, timeZone, question),
    timeline: (question) => timeline(options, timeZone, question),
    compare: (range) => compare(options, range),
    async look() {
      await mustBeReady(options)
      // A question that finds nothing, and is taken only by an index set up as ours are.
      await pages(options, [{ filter: oneOf('words', ['']), limit: 1, offset: 0 }])
    },
  }
}
