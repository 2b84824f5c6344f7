// Everything that runs, wired in the order of a message's way. Commands use the first half, `serve` all of it.
import type { Settings } from '#config/settings.ts'
import { openArchive } from '#archive/archive.ts'
import type { PreparedMessage } from '#archive/prepare.ts'
import { textsOf } from '#archive/browse.ts'
import type { Archive } from '#lists/filing.ts'
import type { Platform } from '#lists/mails.ts'
import type { Site } from '#lists/site.ts'
import { openResolver } from '#mta/dns.ts'
import { index } from '#search/postgres.ts'
import type { TextReader } from '#search/postgres.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { type Database, type Db, openDatabase } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { openSecrets } from '#store/secrets.ts'

/** What every command stands on. */
export interface Ground extends Site {
  readonly settings: Settings
  readonly log: Log
  readonly database: Database
  readonly texts: TextReader
}

/** The archive, with every filed message searchable in the same transaction. */
function indexedArchive(db: Db, blobs: Blobs): Archive<PreparedMessage> {
  const archive = openArchive(db, blobs)
  return {
    prepare: (arrival) => archive.prepare(arrival),
    async file(tx, prepared, facts) {
      const filed = await archive.file(tx, prepared, facts)
      const { subject, from, text } = prepared.reading
      if (filed.isNew)
        await index(tx, {
          messageId: filed.id,
          datedAt: facts.receivedAt,
          subject,
          text,
          fromName: from?.name ?? '',
          fromAddress: from?.address ?? '',
        })
      return filed
    },
  }
}

/** Opens the database and what reads and writes it. `serve` owns the data folder; `command` joins a running server. */
export async function openGround(
  settings: Settings,
  log: Log,
  intent: 'serve' | 'command',
  onLost?: (error: Error) => void,
): Promise<Ground> {
  const database = await openDatabase(settings, log, { intent, ...(onLost && { onLost }) })
  try {
    await migrate(database)
    const blobs = openBlobs(settings)
    const platform: Platform = {
      name: settings.instance.name,
      domain: settings.domain,
      webUrl: settings.web.url,
      language: settings.instance.language,
    }
    return {
      settings,
      log,
      database,
      db: database.db,
      blobs,
      secrets: await openSecrets(settings),
      resolver: openResolver(settings),
      archive: indexedArchive(database.db, blobs),
      texts: (db, ids) => textsOf(db, blobs, ids),
      platform,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
