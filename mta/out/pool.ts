// The connections: opened as work asks for them, kept between transactions, given up for who has none.
import type { Log } from '#store/log.ts'
import { CLOSED, failed, positionOf } from './circuit.ts'
import { type Destination, Lanes } from './lanes.ts'
import type { Ledger } from './ledger.ts'
import type { Outcome } from './outcome.ts'
import type { Opener } from './reach.ts'
import { NoSuchDestination, type Route } from './route.ts'
import type { Session } from './session.ts'
import { wordsOf } from './smtp-error.ts'
import type { Carrier, Renderer, Transaction } from './transaction.ts'

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

/** Carries transactions over SMTP connections. */
export function openPool(options: PoolOptions): Carrier {
  const { route, opener, renderer, ledger, log } = options
  const lanes = new Lanes()
  const sent = new Map<Session, { transactions: number; idleSinceMs: number }>()
  const starving = new Set<Destination>()
  const resent = new WeakSet<Transaction>()
  let connections = 0
  let underWay = 0
  let stopping = false
  let waiters: { readonly ready: () => boolean; readonly go: () => void }[] = []

  const tidying = setInterval(tidy, TIDY_MS)
  tidying.unref()

  function told(): void {
    if (waiters.length === 0) return
    const ready = waiters.filter((waiter) => waiter.ready())
    if (ready.length === 0) return
    waiters = waiters.filter((waiter) => !ready.includes(waiter))
    for (const waiter of ready) waiter.go()
  }
  const when = (ready: () => boolean) =>
    ready() ? Promise.resolve() : new Promise<void>((go) => waiters.push({ ready, go }))

  function noteAll(transactions: readonly Transaction[], outcome: Outcome): void {
    for (const one of transactions) ledger.note(one, () => outcome)
    told()
  }

  /** Puts to work what waits for this destination, as far as its connections and its circuit allow. */
  function pump(to: Destination): void {
    if (stopping) return
    const nowMs = Date.now()
    if (nowMs < to.deadUntilMs) {
      noteAll(lanes.empty(to), { kind: 'failed', reply: to.deadReply })
      return
    }
    while (lanes.ready(to) > 0) {
      const session = to.idle.pop()
      if (session) {
        void work(to, session)
        continue
      }
      const position = positionOf(to.circuit, nowMs)
      const own = to.live.size + to.opening
      if (position === 'open' && own === 0) {
        postpone(to, nowMs)
        return
      }
      const most = position === 'closed' ? route.connectionsEach : position === 'half-open' ? 1 : 0
      if (own >= most || to.opening >= lanes.ready(to)) return
      if (connections >= options.connections && !evict()) {
        starving.add(to)
        return
      }
      void open(to)
    }
  }

  function postpone(to: Destination, nowMs: number): void {
    const delayMs = Math.max(1, to.circuit.openUntilMs - nowMs)
    const waiting = lanes.empty(to)
    noteAll(waiting, { kind: 'postponed', reply: to.circuit.reason, delayMs })
  }

  async function open(to: Destination): Promise<void> {
    to.opening++
    connections++
    starving.delete(to)
    try {
      const session = await opener.open(to.name)
      to.opening--
      to.live.add(session)
      sent.set(session, { transactions: 0, idleSinceMs: Date.now() })
      session.onEnd(() => ended(to, session))
      if (stopping) void session.quit()
      else void work(to, session)
    } catch (error) {
      to.opening--
      connections--
      if (error instanceof NoSuchDestination) {
        to.deadUntilMs = Date.now() + DEAD_MS
        to.deadReply = error.reply
      } else unreachable(to, wordsOf(error as Error))
      pump(to)
      feed()
    }
    told()
  }

  function unreachable(to: Destination, reason: string): void {
    const nowMs = Date.now()
    const before = to.circuit
    to.circuit = failed(before, { nowMs, pausesMs: route.pausesMs, random: Math.random(), reason })
    if (to.circuit.failures === before.failures) return
    const delayMs = to.circuit.openUntilMs - nowMs
    log.warn(
      { destination: to.name, reason, seconds: Math.round(delayMs / 1000) },
      'no new connection for a while',
    )
    if (route.kind === 'many' && to.live.size === 0) options.unreachable(to.name, delayMs, reason)
  }

  function ended(to: Destination, session: Session): void {
    if (!to.live.delete(session)) return
    const at = to.idle.indexOf(session)
    if (at >= 0) to.idle.splice(at, 1)
    sent.delete(session)
    connections--
    feed()
    pump(to)
    told()
  }

  /** A connection's life: one transaction after the other while there are any. */
  async function work(to: Destination, session: Session): Promise<void> {
    let next = lanes.take(to)
    while (next) {
      underWay++
      await ledger.room()
      const usable = await perform(to, session, next)
      underWay--
      if (next.big) bigDone()
      told()
      if (!usable) {
        ended(to, session)
        return pump(to)
      }
      const done = sent.get(session)
      if (!done) return // it ended meanwhile
      done.transactions++
      if (starving.size > 0 && done.transactions >= FAIR_SHARE && !stopping) {
        void session.quit()
        return
      }
      next = stopping ? undefined : lanes.take(to)
    }
    const kept = sent.get(session)
    if (!kept) return
    kept.idleSinceMs = Date.now()
    to.idle.push(session)
    if (starving.size > 0) feed()
    told()
  }

  async function perform(to: Destination, session: Session, transaction: Transaction): Promise<boolean> {
    const recipients = transaction.rows.map((row) => row.recipient)
    const used = (sent.get(session)?.transactions ?? 0) > 0
    try {
      const letter = await renderer.letter(transaction)
      const { outcomes, connection, again } = await session.send(letter, recipients)
      const usable = connection === 'usable'
      if (!usable && again === 'harmless' && used && !resent.has(transaction) && !stopping) {
        // A server may close a used connection at any time: that is nobody's fault and costs no try.
        resent.add(transaction)
        lanes.put(transaction, 'first')
        return usable
      }
      const lost: Outcome = { kind: 'deferred', reply: 'the connection was lost' }
      ledger.note(transaction, (row) => outcomes.get(row.recipient) ?? lost)
      if (usable) recovered(to)
      else unreachable(to, [...outcomes.values()].find((one) => one.kind === 'deferred')?.reply ?? lost.reply)
      return usable
    } catch (error) {
      log.error(
        { err: error, transaction: transaction.kind, rows: recipients.length },
        'a mail cannot be prepared',
      )
      const reply = `451 4.3.0 not sent, something is wrong here: ${wordsOf(error as Error)}`
      ledger.note(transaction, () => ({ kind: 'deferred', reply }))
      return true
    }
  }

  function bigDone(): void {
    lanes.bigUnderWay--
    for (const to of lanes.all()) if (to.bigs.length > 0) pump(to)
  }

  function recovered(to: Destination): void {
    if (to.circuit.failures === 0) return
    to.circuit = CLOSED
    log.info({ destination: to.name }, 'reachable again')
    pump(to)
  }

  /** Gives free places to destinations that have no connection. */
  function feed(): void {
    for (const one of starving) {
      if (connections >= options.connections && !evict()) return
      starving.delete(one)
      pump(one)
    }
  }

  /** Closes the connection that was idle for longest; false when all are at work. */
  function evict(): boolean {
    let oldest: { to: Destination; session: Session; since: number } | undefined
    for (const to of lanes.all()) {
      for (const session of to.idle) {
        const since = sent.get(session)?.idleSinceMs ?? 0
        if (!oldest || since < oldest.since) oldest = { to, session, since }
      }
    }
    if (!oldest) return false
    const { to, session } = oldest
    void session.quit()
    ended(to, session)
    return true
  }

  function tidy(): void {
    const nowMs = Date.now()
    for (const to of lanes.all()) {
      for (const session of [...to.idle]) {
        if (nowMs - (sent.get(session)?.idleSinceMs ?? 0) < IDLE_MS) continue
        to.idle.splice(to.idle.indexOf(session), 1)
        void session.quit()
      }
    }
    lanes.tidy(nowMs)
  }

  const only = () => (route.kind === 'one' ? lanes.of(route.destinationOf('')) : undefined)
  const busyCount = () => {
    const { domains, copies } = lanes.busy()
    return (route.kind === 'many' ? domains.length : 0) + copies.length
  }

  return {
    destinationOf: route.destinationOf,
    carry(transactions) {
      const touched = new Set(transactions.map((one) => lanes.put(one)))
      for (const to of touched) pump(to)
    },
    waiting: () => lanes.rows,
    busy: () => {
      const { domains, copies } = lanes.busy()
      return { domains: route.kind === 'many' ? domains : [], copies }
    },
    appetite: () => {
      const to = only()
      if (!to) return { rows: Number.POSITIVE_INFINITY }
      const nowMs = Date.now()
      const position = positionOf(to.circuit, nowMs)
      if (to.live.size > 0) return { rows: Number.POSITIVE_INFINITY }
      if (position === 'open' && to.opening === 0) {
        return { delayMs: Math.max(1, to.circuit.openUntilMs - nowMs), reason: to.circuit.reason }
      }
      return { rows: position === 'closed' ? Number.POSITIVE_INFINITY : Math.max(0, 1 - lanes.rows) }
    },
    hungry: (rows) => {
      const busy = busyCount()
      return when(() => lanes.rows <= rows || busyCount() < busy)
    },
    quiet: () => when(() => lanes.rows === 0 && underWay === 0),
    async stop(graceMs) {
      stopping = true
      clearInterval(tidying)
      opener.cut()
      const unsent = [...lanes.all()].flatMap((to) => lanes.empty(to))
      const idle = [...lanes.all()].flatMap((to) => to.idle.splice(0))
      await Promise.all(idle.map((session) => session.quit()))
      const done = when(() => underWay === 0)
      const timer = setTimeout(() => {
        for (const to of lanes.all()) for (const session of to.live) session.cut()
      }, graceMs)
      await done
      clearTimeout(timer)
      await Promise.all([...lanes.all()].flatMap((to) => [...to.live].map((session) => session.quit())))
      return [...unsent, ...[...lanes.all()].flatMap((to) => lanes.empty(to))]
    },
  }
}
