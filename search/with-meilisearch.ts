// PostgreSQL's engine with Meilisearch in front of it, as the program uses both: who answers, what is kept current, and
// how the second index is made anew.

import type { Database, Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import type { SearchEngine, TextSource } from './engine.ts'
import { documentsIn, shapeOf } from './meilisearch/document.ts'
import { type Follower, follow } from './meilisearch/follow.ts'
import { beginMirror, endMirror, type Mirror, mirrorOf } from './meilisearch/mirror.ts'
import { indexNameOf, type Rebuilding, rebuild } from './meilisearch/rebuild.ts'
import { openServer } from './meilisearch/server.ts'
import { type Backlog, backlogOf } from './meilisearch/updates.ts'
import { openMeilisearch } from './meilisearch.ts'
import { type SearchWithFallback, withFallback } from './with-fallback.ts'

export interface MeilisearchSettings {
  /** Of its HTTP server. */
  readonly url: string
  readonly key?: string
  /** Whether PostgreSQL answers while Meilisearch can't. */
  readonly fallback: boolean
  /** The platform's. */
  readonly domain: string
  readonly timeZone: string
}

export interface BesidePostgres
  extends MeilisearchSettings,
    Pick<Rebuilding, 'database' | 'entries' | 'messagesAfter'> {
  readonly postgres: SearchEngine
  readonly texts: TextSource
  readonly log: Log
}

/** How the second engine is. */
export interface MeilisearchState extends Backlog {
  readonly mirror: Mirror | undefined
  /** An engine's name, or `nobody`. */
  readonly answering: string
}

export interface WithMeilisearch {
  readonly engine: SearchWithFallback
  /** Keeps its index current from now on; one process of a platform is enough, several do no harm. */
  follow(): Follower
  /** Makes its index anew beside the one in use, and swaps them; how many messages were sent. */
  rebuild(options: {
    readonly signal: AbortSignal
    readonly onProgress?: (sent: number) => void
  }): Promise<number>
  state(): Promise<MeilisearchState>
}

export function withMeilisearch(options: BesidePostgres): WithMeilisearch {
  const { database, postgres, texts, entries, messagesAfter, log, domain, timeZone } = options
  const { db } = database
  const server = openServer(options)
  const shape = shapeOf(timeZone)
  const index = indexNameOf(domain)
  const asking = { db, server, index, shape, entries }
  const first = openMeilisearch({ ...asking, timeZone, beside: postgres, texts })
  const second = { name: 'postgres', engine: postgres }
  const engine = withFallback({ first, log, ...(options.fallback && { second }) })
  const following = { ...asking, database, documentOf: documentsIn(timeZone), messagesAfter }
  return {
    engine,
    follow: () => follow(following, log),
    async rebuild({ signal, onProgress }) {
      await beginMirror(db, shape)
      return await rebuild({ ...following, signal, ...(onProgress && { onProgress }) })
    },
    state: async () => ({
      mirror: await mirrorOf(db),
      answering: engine.answering(),
      ...(await backlogOf(db)),
    }),
  }
}

/** Forgets a second engine that the settings no longer name; nothing is noted for it any more. */
export async function withoutMeilisearch({ db }: { readonly db: Db } | Database): Promise<void> {
  await endMirror(db)
}
