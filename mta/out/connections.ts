// The connections there are, over all destinations: how many, what each has carried, how long it has been unused.
import type { Destination } from './lanes.ts'
import type { Session } from './session.ts'

interface Use {
  readonly to: Destination
  transactions: number
  idleSinceMs: number
}

export class Connections {
  readonly #use = new Map<Session, Use>()
  opening = 0

  get count(): number {
    return this.#use.size + this.opening
  }

  opened(to: Destination, session: Session, nowMs: number): void {
    to.live.add(session)
    this.#use.set(session, { to, transactions: 0, idleSinceMs: nowMs })
  }

  /** False when it had ended before. */
  ended(session: Session): boolean {
    const use = this.#use.get(session)
    if (!use) return false
    use.to.live.delete(session)
    this.#notIdle(use.to, session)
    return this.#use.delete(session)
  }

  /** Transactions carried so far. */
  carried(session: Session): number {
    return this.#use.get(session)?.transactions ?? 0
  }

  /** One more transaction; undefined when the connection has ended meanwhile. */
  carriedOne(session: Session): number | undefined {
    const use = this.#use.get(session)
    return use && ++use.transactions
  }

  rest(session: Session, nowMs: number): void {
    const use = this.#use.get(session)
    if (!use) return
    use.idleSinceMs = nowMs
    use.to.idle.push(session)
  }

  /** The connection unused for longest, undefined when all are at work. */
  longestIdle(): { readonly to: Destination; readonly session: Session } | undefined {
    let found: { to: Destination; session: Session; since: number } | undefined
    for (const [session, { to, idleSinceMs: since }] of this.#use) {
      if (to.idle.includes(session) && (!found || since < found.since)) found = { to, session, since }
    }
    return found
  }

  /** Takes out of use those unused since before, for somebody to close. */
  retire(idleSinceMs: number): Session[] {
    const old: Session[] = []
    for (const [session, use] of this.#use) {
      if (use.to.idle.includes(session) && use.idleSinceMs < idleSinceMs) old.push(session)
    }
    for (const session of old) this.#notIdle(this.#use.get(session)!.to, session)
    return old
  }

  all(): Session[] {
    return [...this.#use.keys()]
  }

  #notIdle(to: Destination, session: Session): void {
    const at = to.idle.indexOf(session)
    if (at >= 0) to.idle.splice(at, 1)
  }
}
