// The web application on a small world of its own, as a test file asks it.

import { rm } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { openTexts } from '#archive/browse.ts'
import { openPages } from '#bin/pages.ts'
import { loadSettings, type Settings } from '#config/settings.ts'
import { uncachedDirectory } from '#lists/directory.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { openLog } from '#store/log.ts'
import { openSecrets, type Secrets } from '#store/secrets.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'
import { searchOn } from '#test/support/search.ts'
import { openSessions } from '#web/sessions.ts'
import { startWeb, webApplication } from '#web/start.ts'
import type { WebOptions } from '#web/web.ts'
import { makeWorld, type World } from './world.ts'

export interface TestWeb {
  readonly app: FastifyInstance
  readonly options: WebOptions
  readonly settings: Settings
  readonly database: TestDatabase
  readonly blobs: Blobs
  readonly secrets: Secrets
  readonly world: World
  /** The Cookie header of somebody signed in. */
  cookie(personId: number): Promise<string>
  close(): Promise<void>
}

export async function openTestWeb(env: NodeJS.ProcessEnv = {}): Promise<TestWeb> {
  const folder = await temporaryFolder()
  const settings = loadSettings({
    env: {
      RELAIS_DATA: folder,
      RELAIS_DOMAIN: 'relais.example',
      RELAIS_WEB_PORT: '0',
      RELAIS_WEB_HOST: '127.0.0.1',
      ...env,
    },
  })
  const database = await testDatabase()
  const { db } = database
  const blobs = openBlobs(settings)
  const secrets = await openSecrets(settings)
  const platform = {
    name: 'Relais',
    domain: settings.domain,
    webUrl: settings.web.url,
    language: 'fr',
  } as const
  const options: WebOptions = {
    settings,
    db,
    blobs,
    texts: openTexts(blobs),
    site: openPages({
      db,
      secrets,
      settings,
      platform,
      search: searchOn(db, blobs),
      directory: uncachedDirectory(db),
    }),
    metrics: async () => 'relais_messages 1\n',
    ready: async () => [],
    log: openLog('silent'),
  }
  const app = await webApplication(options)
  const sessions = openSessions(db)
  return {
    app,
    options,
    settings,
    database,
    blobs,
    secrets,
    world: await makeWorld(db, blobs),
    cookie: async (personId) => `relais=${await sessions.open(personId, 'test')}`,
    async close() {
      await app.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The same on a real socket, for a browser. */
export async function listenTestWeb(web: TestWeb): Promise<{ url: string; close(): Promise<void> }> {
  const running = await startWeb(web.options)
  return { url: `http://127.0.0.1:${running.port}`, close: running.close }
}
