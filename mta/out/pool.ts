// Carries transactions over SMTP connections: opened as work asks for them, kept between transactions, given up
// for destinations that have none.
import type { Log } from '#store/log.ts'
import { CLOSED, failed, positionOf } from './circuit.ts'
import { Connections } from './connections.ts'
import { type Destination, Lanes } from './lanes.ts'
import type { Ledger } from './ledger.ts'
import type { Outcome } from './outcome.ts'
import type { Opener } from './reach.ts'
import { NoSuchDestination, type Route } from './route.ts'
import type { Session } from './session.ts'
import { wordsOf } from './smtp-error.ts'
import type { Carrier, Renderer, Transaction } from './transaction.ts'
import { Watch } from './watch.ts'

const IDLE_MS = 10_000 // an unused connection is kept so long
const TIDY_MS = 2_000
const DEAD_MS = 300_000 // a domain that takes no mail is asked again after
const FAIR_SHARE = 20 // transactions on a connection before it is given up for a destination that has none

export interface PoolOptions {
  readonly route: Route
  readonly opener: Opener
  readonly renderer: Renderer
  readonly ledger: Ledger
  readonly connections: number // at most, in all
  readonly log: Log
  /** A destination of many can't be reached for so long. */
  readonly unreachable: (destination: string, delayMs: number, reason: string) => void
}

/** Opens a pool without connections. */
export function openPool(options: PoolOptions): Carrier {
  const { route, opener, renderer, ledger, log } = options
  const lanes = new Lanes()
  const connections = new Connections()
  const watch = new Watch()
  const starving = new Set<Destination>()
  const resent = new WeakSet<Transaction>()
  let underWay = 0
  let stopping = false

  const tidying = setInterval(() => {
    for (const session of connections.retire(Date.now() - IDLE_MS)) void session.quit()
    lanes.tidy(Date.now())
  }, TIDY_MS)
  tidying.unref()

  function noteAll(transactions: readonly Transaction[], outcome: Outcome): void {
    for (const one of transactions) ledger.note(one, () => outcome)
    watch.told()
  }

  /** Puts to work what waits for this destination, as far as its connections and its circuit allow. */
  function pump(to: Destination): void {
    if (stopping) return
    const nowMs = Date.now()
    if (nowMs < to.deadUntilMs) noteAll(lanes.empty(to), { kind: 'failed', reply: to.deadReply })
    while (lanes.ready(to) > 0) {
      const session = to.idle.pop()
      if (session) {
        void work(to, session)
        continue
      }
      const position = positionOf(to.circuit, nowMs)
      const own = to.live.size + to.opening
      if (position === 'open' && own === 0) {
        const delayMs = Math.max(1, to.circuit.openUntilMs - nowMs)
        noteAll(lanes.empty(to), { kind: 'postponed', reply: to.circuit.reason, delayMs })
        return
      }
      const most = position === 'closed' ? route.connectionsEach : position === 'half-open' ? 1 : 0
      if (own >= most || to.opening >= lanes.ready(to)) return
      if (connections.count >= options.connections && !evict()) {
        starving.add(to)
        return
      }
      void open(to)
    }
  }

  async function open(to: Destination): Promise<void> {
    to.opening++
    connections.opening++
    starving.delete(to)
    const session = await opener.open(to.name).catch((error: Error) => error)
    to.opening--
    connections.opening--
    if (session instanceof Error) {
      if (session instanceof NoSuchDestination) {
        to.deadUntilMs = Date.now() + DEAD_MS
        to.deadReply = session.reply
      } else unreachable(to, wordsOf(session))
      pump(to)
      feed()
    } else {
      connections.opened(to, session, Date.now())
      session.onEnd(() => ended(to, session))
      if (stopping) void session.quit()
      else void work(to, session)
    }
    watch.told()
  }

  function unreachable(to: Destination, reason: string): void {
    const nowMs = Date.now()
    const before = to.circuit
    to.circuit = failed(before, { nowMs, pausesMs: route.pausesMs, random: Math.random(), reason })
    if (to.circuit.failures === before.failures) return
    const delayMs = to.circuit.openUntilMs - nowMs
    const seconds = Math.round(delayMs / 1000)
    log.warn({ destination: to.name, reason, seconds }, 'no new connection for a while')
    if (route.kind === 'many' && to.live.size === 0) options.unreachable(to.name, delayMs, reason)
  }

  function recovered(to: Destination): void {
    if (to.circuit.failures === 0) return
    to.circuit = CLOSED
    log.info({ destination: to.name }, 'reachable again')
    pump(to)
  }

  function ended(to: Destination, session: Session): void {
    if (!connections.ended(session)) return
    feed()
    pump(to)
    watch.told()
  }

  /** A connection at work: one transaction after the other while there are any. */
  async function work(to: Destination, session: Session): Promise<void> {
    let next = lanes.take(to)
    while (next) {
      underWay++
      await ledger.room()
      const usable = await perform(to, session, next)
      underWay--
      if (next.big) bigDone()
      watch.told()
      if (!usable) {
        ended(to, session)
        pump(to) // `ended` may have come before what is to be sent again was put back
        return
      }
      const carried = connections.carriedOne(session)
      if (carried === undefined) return
      if (starving.size > 0 && carried >= FAIR_SHARE && !stopping) {
        void session.quit()
        return
      }
      next = stopping ? undefined : lanes.take(to)
    }
    connections.rest(session, Date.now())
    feed()
    watch.told()
  }

  /** Whether the connection can be used again. */
  async function perform(to: Destination, session: Session, transaction: Transaction): Promise<boolean> {
    const recipients = transaction.rows.map((row) => row.recipient)
    const used = connections.carried(session) > 0
    try {
      const letter = await renderer.letter(transaction)
      const { outcomes, connection, again } = await session.send(letter, recipients)
      const usable = connection === 'usable'
      if (!usable && again === 'harmless' && used && !resent.has(transaction) && !stopping) {
        // A server may close a used connection at any time: that is nobody's fault and costs no try.
        resent.add(transaction)
        lanes.put(transaction, 'first')
        return false
      }
      const lost: Outcome = { kind: 'deferred', reply: 'the connection was lost' }
      ledger.note(transaction, (row) => outcomes.get(row.recipient) ?? lost)
      if (usable) recovered(to)
      else unreachable(to, [...outcomes.values()].find((one) => one.kind === 'deferred')?.reply ?? lost.reply)
      return usable
    } catch (error) {
      log.error({ err: error, kind: transaction.kind, rows: recipients.length }, 'a mail cannot be prepared')
      const reply = `451 4.3.0 not sent, something is wrong here: ${wordsOf(error as Error)}`
      ledger.note(transaction, () => ({ kind: 'deferred', reply }))
      return true
    }
  }

  function bigDone(): void {
    lanes.bigUnderWay--
    for (const to of lanes.all()) if (to.bigs.length > 0) pump(to)
  }

  /** Gives free places to destinations that have no connection. */
  function feed(): void {
    for (const one of starving) {
      if (connections.count >= options.connections && !evict()) return
      starving.delete(one)
      pump(one)
    }
  }

  /** Closes the connection that was unused for longest; false when all are at work. */
  function evict(): boolean {
    const longest = connections.longestIdle()
    if (!longest) return false
    connections.ended(longest.session)
    void longest.session.quit()
    return true
  }

  const busy = () => {
    const { domains, copies } = lanes.busy()
    return { domains: route.kind === 'many' ? domains : [], copies }
  }
  const busyCount = () => busy().domains.length + busy().copies.length
  const emptied = () => [...lanes.all()].flatMap((to) => lanes.empty(to))
  const quitAll = (sessions: readonly Session[]) => Promise.all(sessions.map((session) => session.quit()))

  return {
    destinationOf: route.destinationOf,
    carry(transactions) {
      const touched = new Set(transactions.map((one) => lanes.put(one)))
      for (const to of touched) pump(to)
    },
    waiting: () => lanes.rows,
    done: ledger.noted,
    busy,
    appetite: () => {
      const everything = { rows: Number.POSITIVE_INFINITY }
      if (route.kind === 'many') return everything
      const to = lanes.of(route.destinationOf(''))
      const nowMs = Date.now()
      const position = positionOf(to.circuit, nowMs)
      if (position === 'closed' || to.live.size > 0) return everything
      if (position === 'half-open' || to.opening > 0) return { rows: Math.max(0, 1 - lanes.rows) }
      return { delayMs: Math.max(1, to.circuit.openUntilMs - nowMs), reason: to.circuit.reason }
    },
    hungry: (rows) => {
      const before = busyCount()
      return watch.when(() => lanes.rows <= rows || busyCount() < before)
    },
    quiet: () => watch.when(() => lanes.rows === 0 && underWay === 0),
    async stop(graceMs) {
      stopping = true
      clearInterval(tidying)
      opener.cut()
      const unsent = emptied()
      const timer = setTimeout(() => {
        for (const session of connections.all()) session.cut()
      }, graceMs)
      await watch.when(() => underWay === 0)
      clearTimeout(timer)
      await quitAll(connections.all())
      return [...unsent, ...emptied()]
    },
  }
}
