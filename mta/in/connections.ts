// How many connections one client may hold at once.
import { isIPv6 } from 'node:net'
import type { SMTPServerSession } from 'smtp-server'
import { REPLIES } from './replies.ts'

/** Counts the open connections of each client. */
export class Connections {
  readonly #most: number
  readonly #open = new Map<string, number>()
  readonly #counted = new WeakSet<object>()

  constructor(mostPerClient: number) {
    this.#most = mostPerClient
  }

  /** Counts one more connection, or says why not. */
  enter(session: SMTPServerSession): Error | null {
    const client = clientOf(session.remoteAddress)
    const open = this.#open.get(client) ?? 0
    if (open >= this.#most) return REPLIES.tooManyConnections
    this.#open.set(client, open + 1)
    this.#counted.add(session)
    return null
  }

  /** Forgets a closed connection, also one that was never let in. */
  leave(session: SMTPServerSession): void {
    if (!this.#counted.delete(session)) return
    const client = clientOf(session.remoteAddress)
    const open = this.#open.get(client) ?? 0
    if (open > 1) this.#open.set(client, open - 1)
    else this.#open.delete(client)
  }
}

/** An IPv4 address, or the /64 that one IPv6 customer has. */
export function clientOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const known = groups(head).length + groups(tail ?? '').length
  const missing = tail === undefined ? 0 : 8 - known
  return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail ?? '')].slice(0, 4).join(':')
}
