// What every command stands on: the settings, the database, the bytes, the secrets.
import { openTexts, type Texts } from '#archive/browse.ts'
import type { Settings } from '#config/settings.ts'
import type { Platform } from '#lists/mails.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { type Database, type Db, openDatabase } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { openSecrets, type Secrets } from '#store/secrets.ts'

export interface Data {
  readonly settings: Settings
  readonly log: Log
  readonly database: Database
  readonly db: Db
  readonly blobs: Blobs
  readonly texts: Texts
  readonly secrets: Secrets
  readonly platform: Platform
}

/** Opens the data. `serve` owns the data folder; `command` joins a running server, or does without one. */
export async function openData(
  settings: Settings,
  log: Log,
  intent: 'serve' | 'command',
  onLost?: (error: Error) => void,
): Promise<Data> {
  const database = await openDatabase(settings, log, { intent, ...(onLost && { onLost }) })
  try {
    await migrate(database)
    const blobs = openBlobs(settings)
    return {
      settings,
      log,
      database,
      db: database.db,
      blobs,
      texts: openTexts(blobs),
      secrets: await openSecrets(settings),
      platform: {
        name: settings.instance.name,
        domain: settings.domain,
        webUrl: settings.web.url,
        language: settings.instance.language,
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
