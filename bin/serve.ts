// The server: mail in, the work behind it, mail out, the pages. One readable file, in the order of the flow.

import { openExtractor } from '#archive/extract/extractor.ts'
import { readFiles } from '#archive/read-files.ts'
import type { Settings } from '#config/settings.ts'
import { seeToArrivals } from '#lists/arrival.ts'
import { countRefusals } from '#lists/bounces/refusals.ts'
import { digestJobs, scheduleDigests } from '#lists/digests/send.ts'
import { openDirectory } from '#lists/directory.ts'
import { ensureAdministrator, inheritSettings } from '#lists/instance.ts'
import { moderationJob } from '#lists/moderation/job.ts'
import { scheduleRounds } from '#lists/moderation/rounds.ts'
import { batchedFields, personalFields } from '#lists/personal.ts'
import { openReception } from '#lists/reception.ts'
import { openRouter } from '#lists/route.ts'
import { openCertificate } from '#mta/in/certificate.ts'
import { evidenceReader } from '#mta/in/evidence-reader.ts'
import { relaysOf } from '#mta/in/relays.ts'
import { type Listener, listen } from '#mta/in/smtp.ts'
import { startDispatcher } from '#mta/out/dispatcher.ts'
import type { Refusals } from '#mta/out/recipients.ts'
import { openSigner } from '#mta/signing/signer.ts'
import { withoutMeilisearch } from '#search/with-meilisearch.ts'
import type { Tx } from '#store/database.ts'
import { startWorker } from '#store/jobs.ts'
import type { Log } from '#store/log.ts'
import { startWeb } from '#web/start.ts'
import { openData } from './data.ts'
import { type Ground, openGround } from './ground.ts'
import { housekeeping, scheduleHousekeeping } from './housekeeping.ts'
import { figures } from './metrics.ts'
import { openPages } from './pages.ts'
import { indexAgain, openEngines } from './searching.ts'

/** A running server. */
export interface Server {
  readonly ground: Ground
  readonly ports: { readonly smtp?: number; readonly lmtp?: number; readonly web?: number }
  /** The first administrator, when this start made one. */
  readonly firstAdministrator?: string
  stop(): Promise<void>
}

const jobsAtOnce = 4

/** Starts what the settings' roles ask for; stopping goes the other way round. */
export async function serve(
  settings: Settings,
  log: Log,
  options: { readonly onLost: (error: Error) => void; readonly prepare?: (ground: Ground) => Promise<void> },
): Promise<Server> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse())
      await one().catch((error) => log.error({ err: error }, 'something did not stop cleanly'))
  }
  const has = (role: Settings['roles'][number]) => settings.roles.includes(role)
  try {
    const data = await openData(settings, log, 'serve', options.onLost)
    stops.push(() => data.database.close())
    const directory = await openDirectory(data.database, log)
    stops.push(() => directory.close())
    const ground = openGround(data, directory)
    const { db, blobs, secrets, resolver, platform } = ground
    const { timeZone, language } = settings.instance
    await inheritSettings(db, { timeZone, language })
    const administrator = await ensureAdministrator(db, {
      address: `admin@${settings.domain}`,
      name: 'Administration',
    })
    await options.prepare?.(ground)

    if (has('mta') || has('worker')) {
      const personal = { secrets, domain: settings.domain, webUrl: platform.webUrl }
      const dispatcher = await startDispatcher({
        database: ground.database,
        blobs,
        settings,
        resolver,
        personal: personalFields(personal),
        batchedMailFrom: batchedFields(personal),
        signer: openSigner({ db, secrets, platform: settings.domain, log }),
        log,
      })
      stops.push(() => dispatcher.stop())
    }
    if (has('worker')) {
      const extractor = openExtractor()
      stops.push(() => extractor.close())
      const reading = {
        db,
        blobs,
        extractor,
        index: (tx: Tx, messageId: number) => indexAgain(tx, ground, [messageId]),
      }
      const worker = await startWorker(
        ground.database,
        {
          arrivals: async (payload) => await seeToArrivals(ground, (payload as { ids: number[] }).ids),
          refusals: async (payload) => await countRefusals(ground, payload as Refusals),
          files: async (payload, context) =>
            await readFiles(reading, (payload as { messageId: number }).messageId, context),
          moderation: async (payload) => await moderationJob(ground, payload),
          housekeeping: async () => await housekeeping(ground),
          ...digestJobs(ground),
        },
        { concurrency: jobsAtOnce, log },
      )
      stops.push(() => worker.stop())
      await scheduleHousekeeping(db)
      await scheduleRounds(db)
      await scheduleDigests(db, 'now')
      const { meilisearch } = openEngines(ground)
      if (meilisearch === undefined) await withoutMeilisearch(ground.database)
      else stops.push(meilisearch.follow().stop)
    }
    const listeners: { smtp?: Listener; lmtp?: Listener } = {}
    if (has('mta')) {
      const mail = {
        settings,
        reception: openReception({
          db,
          blobs,
          directory,
          intake: ground.intake,
          fresh: ground.fresh,
          router: openRouter({ domain: settings.domain, secrets, directory }),
          webUrl: platform.webUrl,
          isTrustedRelay: relaysOf(settings.trustedRelays),
        }),
        evidence: evidenceReader({
          mode: settings.evidence,
          resolver,
          hostname: settings.domain,
          trustedRelays: settings.trustedRelays,
        }),
        tls: await openCertificate(settings),
        log,
      }
      for (const protocol of ['smtp', 'lmtp'] as const) {
        if (settings[protocol].port === undefined) continue
        const listener = await listen({ protocol, ...mail })
        listeners[protocol] = listener
        stops.push(() => listener.close())
      }
    }
    const web = has('web')
      ? await startWeb({
          settings,
          db,
          blobs,
          texts: ground.texts,
          site: openPages({
            db,
            secrets,
            settings,
            platform,
            search: ground.search,
            directory,
          }),
          metrics: () => figures(db),
          ready: async () => {
            await db.raw('select 1')
            return []
          },
          log,
        })
      : undefined
    if (web) stops.push(() => web.close())
    return {
      ground,
      ports: {
        ...(listeners.smtp && { smtp: listeners.smtp.port }),
        ...(listeners.lmtp && { lmtp: listeners.lmtp.port }),
        ...(web && { web: web.port }),
      },
      ...(administrator && { firstAdministrator: administrator.address }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
