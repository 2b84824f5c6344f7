// The domain on a database of its own, without servers: mail is given to the reception, jobs are run by hand.

import { rm } from 'node:fs/promises'
import { openTexts } from '#archive/browse.ts'
import { type Ground, openGround } from '#bin/ground.ts'
import { loadSettings } from '#config/settings.ts'
import { seeToArrival } from '#lists/arrival.ts'
import { uncachedDirectory } from '#lists/directory.ts'
import { createList, type List } from '#lists/lists.ts'
import type { PresetName } from '#lists/presets.ts'
import { openReception } from '#lists/reception.ts'
import { openRouter } from '#lists/route.ts'
import { createSpace, type Space, spaceBySlug } from '#lists/spaces.ts'
import { importSubscribers } from '#lists/subscriptions.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import type { Answer } from '#mta/in/reception.ts'
import { spool } from '#mta/in/spool.ts'
import { parseAddress, parseMailboxes } from '#mta/message/address.ts'
import { openBlobs } from '#store/blobs.ts'
import { openLog } from '#store/log.ts'
import { openSecrets } from '#store/secrets.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { temporaryFolder } from './folder.ts'

export interface TestSite {
  readonly ground: Ground
  readonly database: TestDatabase
  /** Makes a list under velo15.example, with these people on it. */
  list(address: string, preset: PresetName, ...subscribers: string[]): Promise<List>
  /** Gives a mail to the reception, with this much evidence for its From; its answers. */
  receive(bytes: Buffer, to: readonly string[], evidence?: EvidenceLevel): Promise<Answer[]>
  /** Runs every job that waits, in order; how many there were. */
  work(): Promise<number>
  close(): Promise<void>
}

/** A site whose DNS knows nothing. */
export async function testSite(): Promise<TestSite> {
  const data = await temporaryFolder()
  const database = await testDatabase()
  const settings = loadSettings({ env: { RELAIS_DATA: data, RELAIS_DOMAIN: 'relais.example' } })
  const blobs = openBlobs(settings)
  const secrets = await openSecrets(settings)
  const directory = uncachedDirectory(database.db)
  const ground: Ground = {
    ...openGround(
      {
        settings,
        log: openLog('silent'),
        database,
        db: database.db,
        blobs,
        texts: openTexts(blobs),
        secrets,
        platform: {
          name: 'Relais',
          domain: settings.domain,
          webUrl: 'https://relais.example',
          language: 'fr',
        },
      },
      directory,
    ),
    resolver: async () => {
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    },
  }
  const { db } = database
  const reception = openReception({
    db,
    blobs: ground.blobs,
    directory,
    intake: ground.intake,
    fresh: ground.fresh,
    router: openRouter({ domain: settings.domain, secrets, directory }),
    webUrl: ground.platform.webUrl,
    isTrustedRelay: () => false,
  })
  const client = { ip: '192.0.2.1', helo: 'courriel.example', tls: false, protocol: 'smtp' } as const

  return {
    ground,
    database,
    list: (address, preset, ...subscribers) =>
      db.transaction(async (tx) => {
        const space: Space =
          (await spaceBySlug(tx, 'velo15')) ??
          (await createSpace(tx, {
            slug: 'velo15',
            name: 'Vélo 15',
            kind: 'association',
            domain: 'velo15.example',
          }))
        const list = await createList(tx, { address, space, preset, domain: settings.domain })
        await importSubscribers(
          tx,
          list,
          subscribers.map((one) => ({ address: one, name: '' })),
        )
        return list
      }),
    async receive(bytes, to, level = 'spf-aligned') {
      const spooled = await spool(bytes, { dir: data, maxBytes: settings.smtp.maxBytes })
      if (spooled === 'too-big') throw new Error('too big')
      const from = parseMailboxes(spooled.header.first('From') ?? '')[0]?.parsed?.text
      return await reception.receive({
        spooled,
        mailFrom: from ?? '',
        recipients: to.map((one) => parseAddress(one)!),
        evidence: {
          level,
          ...(from && { from }),
          identities: level === 'none' ? [] : [from ?? ''],
          detail: {},
        },
        client,
      })
    },
    async work() {
      const arrivals: number[] = await db('arrivals').whereNull('done_at').orderBy('id').pluck('id')
      for (const id of arrivals) await seeToArrival(ground, id)
      return arrivals.length
    },
    async close() {
      await database.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
