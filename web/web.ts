import type { Texts } from '#archive/browse.ts'
import type { Settings } from '#config/settings.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import type { Site } from './needs.ts'
import type { Sessions } from './sessions.ts'
import type { Views } from './views.ts'

/** What `bin/` gives the web room. */
export interface WebOptions {
  readonly settings: Settings
  readonly db: Db
  readonly blobs: Blobs
  readonly texts: Texts
  readonly site: Site
  /** The figures for GET /metrics, in Prometheus' text format. */
  readonly metrics: () => Promise<string>
  /** What is not ready yet, in English; empty when all is. */
  readonly ready: () => Promise<readonly string[]>
  readonly log: Log
}

/** The same, with what the room made for itself: each page takes the part that it uses. */
export interface Web extends WebOptions {
  readonly views: Views
  readonly sessions: Sessions
}
