// Opening a session with a destination: the next host when one wants none of us, plain text where TLS fails.
import type { Socket } from 'node:net'
import { LRUCache } from 'lru-cache'
import type { Route } from './route.ts'
import { openSession, type Patience, type Session, TlsFailure } from './session.ts'

const HOSTS_TRIED = 3 // greetings waited for, of one destination at a time
const PLAIN_MS = 3_600_000 // a host's broken TLS is remembered so long
const PLAIN_HOSTS = 1_000

export interface Opener {
  open(destination: string): Promise<Session>
  /** Gives up greetings that are being waited for. */
  cut(): void
}

/** Opens sessions along a route. */
export function opener(
  route: Route,
  options: { readonly name: string; readonly patience: Patience },
): Opener {
  const plain = new LRUCache<string, true>({ max: PLAIN_HOSTS, ttl: PLAIN_MS })
  const waiting = new Set<Socket>()
  return {
    async open(destination) {
      const without: string[] = []
      let last: unknown
      for (let tried = 0; tried < HOSTS_TRIED; tried++) {
        const reached = await route.reach(destination, without).catch((error: unknown) => {
          throw without.length > 0 ? last : error
        })
        const { socket, host, address } = reached
        waiting.add(socket)
        try {
          const tls = plain.has(address) ? 'never' : reached.tls
          return await openSession({ socket, host, tls, ...options })
        } catch (error) {
          last = error
          socket.destroy()
          const goPlain =
            error instanceof TlsFailure && route.plainAfterTlsFailure === 'yes' && !plain.has(address)
          if (goPlain) plain.set(address, true)
          else if (route.kind === 'many') without.push(address)
          else break
        } finally {
          waiting.delete(socket)
        }
      }
      throw last
    },
    cut: () => {
      for (const socket of waiting) socket.destroy(new Error('stopped'))
    },
  }
}
