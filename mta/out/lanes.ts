// Transactions that wait for a connection, by destination: notices first, large copies only a few at a time.
import { type Circuit, CLOSED } from './circuit.ts'
import type { Session } from './session.ts'
import type { Transaction } from './transaction.ts'

/** Large copies under way at once, over all destinations: each holds a blob open and its buffers. */
export const BIG_AT_ONCE = 6
/** So many rows waiting for one of many destinations are enough: others are claimed instead. */
const ENOUGH_ROWS = 200
const ENOUGH_BIG = 4 * BIG_AT_ONCE

/** One host or domain: what waits for it, the connections to it, and what is known of it. */
export interface Destination {
  readonly name: string
  readonly notices: Transaction[]
  readonly posts: Transaction[]
  readonly bigs: Transaction[]
  readonly live: Set<Session>
  readonly idle: Session[]
  rows: number // waiting
  opening: number
  circuit: Circuit
  deadUntilMs: number // takes no mail at all, as last seen
  deadReply: string
}

/** All that waits. */
export class Lanes {
  readonly #destinations = new Map<string, Destination>()
  readonly #busyDomains = new Set<string>()
  readonly #bigRows = new Map<number, number>() // by copy
  rows = 0
  bigUnderWay = 0

  all(): Iterable<Destination> {
    return this.#destinations.values()
  }

  of(name: string): Destination {
    const known = this.#destinations.get(name)
    if (known) return known
    const made: Destination = {
      name,
      notices: [],
      posts: [],
      bigs: [],
      live: new Set(),
      idle: [],
      rows: 0,
      opening: 0,
      circuit: CLOSED,
      deadUntilMs: 0,
      deadReply: '',
    }
    this.#destinations.set(name, made)
    return made
  }

  /** Forgets destinations that nothing is known about any more. */
  tidy(nowMs: number): void {
    for (const one of this.#destinations.values()) {
      const used = one.rows > 0 || one.live.size > 0 || one.opening > 0
      if (!used && one.circuit.openUntilMs < nowMs && one.deadUntilMs < nowMs)
        this.#destinations.delete(one.name)
    }
  }

  put(transaction: Transaction, where: 'last' | 'first' = 'last'): Destination {
    const destination = this.of(transaction.destination)
    const lane = laneOf(destination, transaction)
    if (where === 'first') lane.unshift(transaction)
    else lane.push(transaction)
    this.#count(destination, transaction, transaction.rows.length)
    return destination
  }

  /** How many transactions could begin now. */
  ready(destination: Destination): number {
    const bigs = Math.min(destination.bigs.length, Math.max(0, BIG_AT_ONCE - this.bigUnderWay))
    return destination.notices.length + destination.posts.length + bigs
  }

  take(destination: Destination): Transaction | undefined {
    const big = this.bigUnderWay < BIG_AT_ONCE ? destination.bigs : []
    const taken = destination.notices.shift() ?? big.shift() ?? destination.posts.shift()
    if (!taken) return undefined
    this.#count(destination, taken, -taken.rows.length)
    if (taken.big) this.bigUnderWay++
    return taken
  }

  /** Everything that waits for it. */
  empty(destination: Destination): Transaction[] {
    const all = [destination.notices, destination.bigs, destination.posts].flatMap((lane) => lane.splice(0))
    for (const one of all) this.#count(destination, one, -one.rows.length)
    return all
  }

  busy(): { domains: string[]; copies: number[] } {
    const copies = [...this.#bigRows].filter(([, rows]) => rows >= ENOUGH_BIG).map(([copy]) => copy)
    return { domains: [...this.#busyDomains], copies }
  }

  #count(destination: Destination, transaction: Transaction, rows: number): void {
    this.rows += rows
    destination.rows += rows
    if (destination.rows >= ENOUGH_ROWS) this.#busyDomains.add(destination.name)
    else this.#busyDomains.delete(destination.name)
    if (transaction.kind !== 'copy' || !transaction.big) return
    const left = (this.#bigRows.get(transaction.copyId) ?? 0) + rows
    if (left > 0) this.#bigRows.set(transaction.copyId, left)
    else this.#bigRows.delete(transaction.copyId)
  }
}

function laneOf(destination: Destination, transaction: Transaction): Transaction[] {
  if (transaction.big) return destination.bigs
  return transaction.kind === 'notice' ? destination.notices : destination.posts
}
