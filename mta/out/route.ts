// What a transport must know: which destination an address belongs to, and how to reach that.
import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'

/** A connected socket to one of a destination's hosts. */
export interface Reached {
  readonly socket: Socket
  readonly host: string // name, for TLS and for people
  readonly address: string // IP, to be left out when it wants none of us
  readonly tls: ConnectionOptions
}

/** The destination takes no mail at all, now or later (RFC 7505; RFC 5321 §5.1). */
export class NoSuchDestination extends Error {
  readonly reply: string
  constructor(reply: string) {
    super(reply)
    this.reply = reply
  }
}

export interface Route {
  /** The destination of a recipient domain: recipients of one destination may share transactions and connections. */
  destinationOf(domain: string): string
  /** Connects, leaving out the given addresses; throws NoSuchDestination, or an error that is for later. */
  reach(destination: string, without: readonly string[]): Promise<Reached>
  readonly connectionsEach: number // at most, to one destination
  readonly pausesMs: readonly number[] // after one, two… failures in a row
  /** Whether a host that fails at TLS is tried without. */
  readonly plainAfterTlsFailure: 'yes' | 'no'
  /** Every recipient has the same destination: when it is down there is nothing to claim. */
  readonly kind: 'one' | 'many'
}
