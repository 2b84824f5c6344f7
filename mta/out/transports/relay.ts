// Everything goes to one host, which takes it from there.
import { connect, isIP, type Socket } from 'node:net'
import { RELAY_PAUSES_MS } from '../circuit.ts'
import type { Route } from '../route.ts'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i

/** The route by a relay. STARTTLS is used when offered; only a relay on this machine may show a self-signed certificate. */
export function relayRoute(options: {
  readonly host: string
  readonly port: number
  readonly connections: number
  readonly connectMs: number
}): Route {
  const { host, port, connectMs } = options
  const name = `${host}:${port}`
  return {
    kind: 'one',
    destinationOf: () => name,
    connectionsEach: options.connections,
    pausesMs: RELAY_PAUSES_MS,
    plainAfterTlsFailure: 'no',
    reach: async () => {
      const socket = await connected(connect({ host, port, noDelay: true }), connectMs)
      const tls = {
        rejectUnauthorized: !LOOPBACK.test(host),
        ...(isIP(host) ? {} : { servername: host }),
      }
      return { socket, host, address: socket.remoteAddress ?? host, tls }
    },
  }
}

function connected(socket: Socket, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection within ${timeoutMs} ms`)),
      timeoutMs,
    )
    const failed = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    socket.once('error', failed)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', failed)
      resolve(socket)
    })
  })
}
