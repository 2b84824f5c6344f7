// Everything that leaves goes through here: one loop that claims what is due and hands it to the transport,
// never more than about a second's work ahead of it.
import type { Settings } from '#config/settings.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Database } from '#store/database.ts'
import { takeLease } from '#store/leases.ts'
import type { Log } from '#store/log.ts'
import type { Resolver } from '../dns.ts'
import { claimDeliveries, deferDomain, giveBack, msUntilDue, recoverFromTheDead } from './claim.ts'
import { openCopies } from './copies.ts'
import { groupedCopies, ofNotice } from './grouping.ts'
import { openLedger } from './ledger.ts'
import { claimNotices, giveBackNotices } from './notices.ts'
import { openPool } from './pool.ts'
import { opener } from './reach.ts'
import { type BatchedPart, type Personal, renderer } from './render.ts'
import type { Route } from './route.ts'
import { PATIENCE, type Patience } from './session.ts'
import type { Carrier, Transaction } from './transaction.ts'
import { mxRoute } from './transports/mx.ts'
import { outboxCarrier } from './transports/outbox.ts'
import { relayRoute } from './transports/relay.ts'
import { listenForPokes } from './wake.ts'

/** Rows claimed in one statement. */
const BLOCK_ROWS = 500
const NOTICES_ROWS = 50
/** Rows held beyond what is under way: between these, about what was sent in the last second. */
const FEWEST_AHEAD = 100
const MOST_AHEAD = 2_000
const LOOK_AGAIN_MS = 30_000 // in case an announcement was missed
const RECOVER_MS = 10_000
const RETRY_MS = 1_000 // the database does not answer
const GRACE_MS = 10_000 // for what is under way at stop

export interface DispatcherOptions {
  readonly database: Database
  readonly blobs: Blobs
  readonly settings: Settings
  readonly resolver: Resolver
  readonly personal: Personal
  readonly batchedMailFrom: BatchedPart
  readonly log: Log
  /** How long servers are waited for, and the port of recipients' servers: for laboratories. */
  readonly patience?: Patience
  readonly mxPort?: number
}

export interface Dispatcher {
  /** Resolves once nothing that is due now is left. */
  idle(): Promise<void>
  /** Ends what is under way, gives back the rest, closes. */
  stop(): Promise<void>
}

/** Starts sending what is in the queue, and whatever comes into it. */
export async function startDispatcher(options: DispatcherOptions): Promise<Dispatcher> {
  const { database, settings, log } = options
  const { db } = database
  const { recipientsPerTransaction, giveUpDays } = settings.delivery
  const lease = await takeLease(database)
  const copies = openCopies(db, options.blobs)
  const ledger = openLedger({ db, lease: lease.id, giveUpDays, log })
  const carrier = openCarrier()
  let stopping = false
  let rung = false
  let wake = () => {}
  let rounds: ((found: 'something' | 'nothing') => void)[] = []

  const ring = () => {
    rung = true
    wake()
  }
  const bell = await listenForPokes(database, ring, log)
  const recovering = setInterval(() => void recover(), RECOVER_MS)
  await recover()
  const finished = run()

  function openCarrier(): Carrier {
    const { relay, delivery } = settings
    const patience = options.patience ?? PATIENCE
    const { connectMs } = patience
    const route: Route | undefined =
      relay.kind === 'smtp'
        ? relayRoute({ ...relay, connections: delivery.connections, connectMs })
        : relay.kind === 'mx'
          ? mxRoute({
              resolver: options.resolver,
              domainConnections: delivery.domainConnections,
              connectMs,
              name: settings.domain,
              port: options.mxPort ?? 25,
              localAddresses: settings.dns.length > 0 ? 'allowed' : 'refused',
            })
          : undefined
    if (!route) return outboxCarrier({ db, lease: lease.id, copies, writers: options, giveUpDays, log })
    return openPool({
      route,
      opener: opener(route, { name: settings.domain, patience }),
      renderer: renderer(db, options.blobs, copies, options),
      ledger,
      connections: delivery.connections,
      log,
      unreachable: (domain, delayMs, reason) => {
        const wait = { delayMs, giveUpDays, reason }
        deferDomain(db, domain, wait).catch((error) =>
          log.error({ err: error }, 'deliveries cannot be deferred'),
        )
      },
    })
  }

  async function recover(): Promise<void> {
    try {
      const freed = await recoverFromTheDead(db, lease.id)
      if (freed > 0) log.warn({ freed }, 'deliveries of a process that died are queued again')
      if (freed > 0) ring()
    } catch (error) {
      log.error({ err: error }, 'deliveries of dead processes cannot be looked for')
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      rung = false
      const asking = rounds
      rounds = []
      try {
        const round = await claim()
        const found = round.claimed > 0 || round.left !== 'nothing' ? 'something' : 'nothing'
        for (const tell of asking) tell(found)
        if (round.left === 'more') await raceWake([carrier.hungry(round.ahead / 2)])
        else if (!rung) await rest(round.left)
      } catch (error) {
        rounds.push(...asking)
        log.error({ err: error }, 'the queue of outgoing mail cannot be read')
        await raceWake([], RETRY_MS)
      }
    }
  }

  /** One look at the queue: notices always, deliveries when there is room. */
  async function claim(): Promise<{ claimed: number; ahead: number; left: 'more' | 'busy' | 'nothing' }> {
    const { destinationOf } = carrier
    const notices = await claimNotices(db, lease.id, NOTICES_ROWS)
    carrier.carry(notices.map((notice) => ofNotice(notice, destinationOf)))
    const ahead = pace()
    const appetite = carrier.appetite()
    if ('delayMs' in appetite) {
      const deferred = await deferDomain(db, undefined, { ...appetite, giveUpDays })
      return { claimed: notices.length + deferred, ahead, left: notices.length > 0 ? 'more' : 'nothing' }
    }
    const limit = Math.min(BLOCK_ROWS, ahead - carrier.waiting(), appetite.rows)
    if (limit <= 0) return { claimed: notices.length, ahead, left: 'more' }
    const busy = carrier.busy()
    const rows = await claimDeliveries(db, lease.id, limit, busy)
    if (rows.length > 0) {
      const texts = await copies.get(rows.map((row) => row.copyId))
      carrier.carry(groupedCopies(rows, texts, { recipientsPerTransaction, destinationOf }))
    }
    const claimed = notices.length + rows.length
    if (rows.length === limit || notices.length === NOTICES_ROWS) return { claimed, ahead, left: 'more' }
    return { claimed, ahead, left: busy.domains.length + busy.copies.length > 0 ? 'busy' : 'nothing' }
  }

  let paceAt = performance.now()
  let paceNoted = 0
  let ahead = BLOCK_ROWS
  /** About what was sent in the last second; a guess after a rest. */
  function pace(): number {
    const now = performance.now()
    const elapsedMs = now - paceAt
    if (carrier.waiting() === 0 && elapsedMs > 1_000) ahead = BLOCK_ROWS
    else if (elapsedMs >= 200) {
      const aSecond = ((ledger.noted() - paceNoted) / elapsedMs) * 1_000
      ahead = Math.round(Math.min(MOST_AHEAD, Math.max(FEWEST_AHEAD, aSecond)))
    }
    if (elapsedMs >= 200) {
      paceAt = now
      paceNoted = ledger.noted()
    }
    return ahead
  }

  async function rest(left: 'busy' | 'nothing'): Promise<void> {
    const dueMs = (await msUntilDue(db)) ?? LOOK_AGAIN_MS
    const waitMs = Math.min(LOOK_AGAIN_MS, Math.max(left === 'busy' ? LOOK_AGAIN_MS : 0, dueMs))
    if (rung || stopping) return
    await raceWake(left === 'busy' ? [carrier.hungry(-1)] : [], waitMs)
  }

  function raceWake(others: readonly Promise<void>[], waitMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = waitMs === undefined ? undefined : setTimeout(resolve, waitMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (rung || stopping) wake()
      for (const other of others) void other.then(wake)
    })
  }

  async function release(unsent: readonly Transaction[]): Promise<void> {
    const rows = unsent.flatMap((one) => (one.kind === 'copy' ? one.rows : []))
    const notices = unsent.flatMap((one) => (one.kind === 'notice' ? one.rows : []))
    await giveBack(db, lease.id, rows)
    await giveBackNotices(
      db,
      lease.id,
      notices.map((notice) => notice.id),
    )
  }

  return {
    async idle() {
      for (;;) {
        const found = await new Promise<'something' | 'nothing'>((resolve) => {
          rounds.push(resolve)
          ring()
        })
        await carrier.quiet()
        await ledger.settled()
        if (found === 'nothing' || stopping) return
      }
    },
    async stop() {
      if (stopping) return finished
      stopping = true
      clearInterval(recovering)
      wake()
      await finished
      const unsent = await carrier.stop(GRACE_MS)
      await ledger.settled()
      await release(unsent)
      await bell.close()
      await lease.release()
    },
  }
}
