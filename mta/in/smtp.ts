// Mail comes in here, by SMTP or LMTP. The protocol is smtp-server's; who may write to whom is the reception's.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import type { Settings } from '#config/settings.ts'
import type { Log } from '#store/log.ts'
import { Connections } from './connections.ts'
import type { EvidenceReader } from './evidence.ts'
import type { Reception } from './reception.ts'
import { REPLIES } from './replies.ts'
import { Transactions } from './transactions.ts'

/** A listening server; `close` lets messages that are being received end, for a while. */
export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** What a listener needs. */
export interface ListenOptions {
  readonly protocol: 'smtp' | 'lmtp'
  readonly settings: Settings
  readonly reception: Reception
  readonly evidence: EvidenceReader
  readonly tls: { readonly key: string; readonly cert: string }
  readonly log: Log
}

const MAX_COMMAND = 4096 // octets; RFC 5321 §4.5.3.1.4 wants 512, extensions add to it
const HANG_UP_MS = 1000 // how long idle clients are left before 421, once everything else has ended

/** Listens where the settings say and gives every mail to the reception. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { protocol, settings, tls, log } = options
  const place = protocol === 'smtp' ? settings.smtp : settings.lmtp
  const connections = new Connections(settings.smtp.maxConnectionsPerClient)
  const transactions = new Transactions({
    ...options,
    dir: join(settings.data, 'spool'),
    hangUp: (sessionId) => {
      for (const connection of server.connections) {
        if (connection.id === sessionId)
          connection.send(REPLIES.tooSlow.responseCode, REPLIES.tooSlow.message)
      }
    },
  })
  const server = new SMTPServer({
    lmtp: protocol === 'lmtp',
    name: settings.domain,
    size: settings.smtp.maxBytes,
    maxClients: settings.smtp.maxConnections,
    maxCommandLength: MAX_COMMAND,
    socketTimeout: settings.smtp.idleSeconds * 1000,
    closeTimeout: HANG_UP_MS,
    key: tls.key,
    cert: tls.cert,
    minVersion: 'TLSv1.2',
    // Without AUTH nobody can relay through us, whatever they know.
    disabledCommands: ['AUTH', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'],
    maxAllowedUnauthenticatedCommands: false,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    onConnect: (session, done) => done(connections.enter(session)),
    onClose: (session) => connections.leave(session),
    onMailFrom: (_address, _session, done) => done(transactions.stopping ? REPLIES.stopping : null),
    onRcptTo: (address, session, done) => void transactions.recipient(address, session).then(done),
    onData: (stream, session, done) =>
      void transactions.message(stream, session).then((replies) => {
        if (protocol === 'lmtp') done(null, replies)
        else done(replies[0] instanceof Error ? replies[0] : null, String(replies[0]))
      }),
  })
  // Without a listener here one client's reset would end the process.
  server.on('error', (error) => log.debug({ err: error, protocol }, 'a mail client went away'))
  server.listen(place.port, place.host)
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  log.info({ protocol, host: place.host, port }, 'mail is received')
  return {
    port,
    async close() {
      await transactions.stop()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}
