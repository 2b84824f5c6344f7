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
import { openPace } from './pace.ts'
import type { Writers } from './render.ts'
import type { Patience } from './session.ts'
import type { Transaction } from './transaction.ts'
import { openTransport } from './transports/open.ts'
import { listenForPokes } from './wake.ts'

/** Rows claimed in one statement. */
const BLOCK_ROWS = 500
const NOTICES_ROWS = 50
const LOOK_AGAIN_MS = 30_000 // in case an announcement was missed
const RECOVER_MS = 10_000
const RETRY_MS = 1_000 // the database does not answer
const GRACE_MS = 10_000 // for what is under way at stop

export interface DispatcherOptions extends Writers {
  readonly database: Database
  readonly blobs: Blobs
  readonly settings: Settings
  readonly resolver: Resolver
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

/** What one look at the queue found; `until`: how few rows may wait before the next look. */
type Round =
  | { readonly left: 'more'; readonly until: number }
  | { readonly left: 'busy' | 'nothing'; readonly claimed: number }

/** Starts sending what is in the queue, and whatever comes into it. */
export async function startDispatcher(options: DispatcherOptions): Promise<Dispatcher> {
  const { database, settings, log } = options
  const { db } = database
  const { recipientsPerTransaction, giveUpDays } = settings.delivery
  const lease = await takeLease(database)
  const copies = openCopies(db, options.blobs, log)
  const ledger = openLedger({ db, lease: lease.id, giveUpDays, log })
  const carrier = openTransport({ ...options, db, copies, ledger, lease: lease.id })
  const { destinationOf } = carrier
  const pace = openPace()
  let stopping = false
  let rung = false
  let wake = () => {}
  let asked: ((found: 'something' | 'nothing') => void)[] = []

  const ring = () => {
    rung = true
    wake()
  }
  const bell = await listenForPokes(database, ring, log)
  const recovering = setInterval(() => void recover(), RECOVER_MS)
  await recover()
  const finished = run()

  async function recover(): Promise<void> {
    try {
      const freed = await recoverFromTheDead(db, lease.id)
      if (freed === 0) return
      log.warn({ freed }, 'what a process that died was sending is queued again')
      ring()
    } catch (error) {
      log.error({ err: error }, 'what dead processes were sending cannot be looked for')
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      rung = false
      const asking = asked
      asked = []
      try {
        const round = await look()
        const something = round.left !== 'nothing' || round.claimed > 0
        for (const tell of asking) tell(something ? 'something' : 'nothing')
        if (round.left === 'more') await sleep([carrier.hungry(round.until)])
        else if (!rung) await rest(round.left)
      } catch (error) {
        asked.push(...asking)
        log.error({ err: error }, 'the queue of outgoing mail cannot be read')
        await sleep([], RETRY_MS)
      }
    }
    for (const tell of asked) tell('nothing')
  }

  /** One look at the queue: notices always, deliveries when there is room. */
  async function look(): Promise<Round> {
    const notices = await claimNotices(db, lease.id, NOTICES_ROWS)
    carrier.carry(notices.map((notice) => ofNotice(notice, destinationOf)))
    const moreNotices = notices.length === NOTICES_ROWS
    const appetite = carrier.appetite()
    if ('delayMs' in appetite) {
      await deferDomain(db, undefined, { ...appetite, giveUpDays })
      return moreNotices ? { left: 'more', until: 0 } : { left: 'nothing', claimed: notices.length }
    }
    const waiting = carrier.waiting()
    const ahead = pace.ahead({ ms: performance.now(), done: carrier.done(), waiting })
    const until = Number.isFinite(appetite.rows) ? 0 : ahead / 2
    const limit = Math.min(BLOCK_ROWS, ahead - waiting, appetite.rows)
    if (limit <= 0) return { left: 'more', until }
    const busy = carrier.busy()
    const claimed = await take(limit, busy)
    if (claimed === limit || moreNotices) return { left: 'more', until }
    const passedOver = busy.domains.length + busy.copies.length > 0
    return { left: passedOver ? 'busy' : 'nothing', claimed: notices.length + claimed }
  }

  async function take(limit: number, busy: ReturnType<typeof carrier.busy>): Promise<number> {
    const rows = await claimDeliveries(db, lease.id, limit, busy)
    if (rows.length === 0) return 0
    try {
      const texts = await copies.get(rows.map((row) => row.copyId))
      carrier.carry(groupedCopies(rows, texts, { recipientsPerTransaction, destinationOf }))
    } catch (error) {
      await giveBack(db, lease.id, rows)
      throw error
    }
    return rows.length
  }

  /** Until the next delivery is due, an announcement comes, or room is made for what was passed over. */
  async function rest(left: 'busy' | 'nothing'): Promise<void> {
    const dueMs = (await msUntilDue(db)) ?? LOOK_AGAIN_MS
    // What was passed over is due: only room for it, not the clock, is a reason to look again.
    if (left === 'busy') await sleep([carrier.hungry(-1)], LOOK_AGAIN_MS)
    else await sleep([], Math.min(LOOK_AGAIN_MS, Math.max(0, dueMs)))
  }

  function sleep(others: readonly Promise<void>[], waitMs?: number): Promise<void> {
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
        if (stopping) return
        const found = await new Promise<'something' | 'nothing'>((resolve) => {
          asked.push(resolve)
          ring()
        })
        await carrier.quiet()
        await ledger.settled()
        if (found === 'nothing') return
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
