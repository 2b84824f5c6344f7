// The transport that the settings ask for.
import type { Settings } from '#config/settings.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import type { Resolver } from '../../dns.ts'
import { deferDomain } from '../claim.ts'
import type { Copies } from '../copies.ts'
import type { Ledger } from '../ledger.ts'
import { openPool } from '../pool.ts'
import { opener } from '../reach.ts'
import { renderer, type Writers } from '../render.ts'
import type { Route } from '../route.ts'
import { PATIENCE, type Patience } from '../session.ts'
import type { Carrier } from '../transaction.ts'
import { mxRoute } from './mx.ts'
import { outboxCarrier } from './outbox.ts'
import { relayRoute } from './relay.ts'

const SMTP_PORT = 25

export interface TransportOptions extends Writers {
  readonly db: Db
  readonly blobs: Blobs
  readonly settings: Settings
  readonly resolver: Resolver
  readonly copies: Copies
  readonly ledger: Ledger
  readonly lease: string
  readonly log: Log
  readonly patience?: Patience
  readonly mxPort?: number
}

/** Opens the relay, the way to recipients' MX, or the outbox. */
export function openTransport(options: TransportOptions): Carrier {
  const { db, settings, log } = options
  const { connections, giveUpDays } = settings.delivery
  const patience = options.patience ?? PATIENCE
  const route = routeOf(options, patience)
  if (!route) return outboxCarrier({ ...options, writers: options, giveUpDays })
  return openPool({
    route,
    opener: opener(route, { name: settings.domain, patience }),
    renderer: renderer(db, options.blobs, options.copies, options),
    ledger: options.ledger,
    connections,
    log,
    unreachable: (domain, delayMs, reason) => {
      deferDomain(db, domain, { delayMs, giveUpDays, reason }).catch((error) =>
        log.error({ err: error, domain }, 'deliveries cannot be deferred'),
      )
    },
  })
}

function routeOf(options: TransportOptions, { connectMs }: Patience): Route | undefined {
  const { relay, delivery, domain, dns } = options.settings
  switch (relay.kind) {
    case 'smtp':
      return relayRoute({ ...relay, connections: delivery.connections, connectMs })
    case 'mx':
      return mxRoute({
        resolver: options.resolver,
        domainConnections: delivery.domainConnections,
        connectMs,
        name: domain,
        port: options.mxPort ?? SMTP_PORT,
        localAddresses: dns.length > 0 ? 'allowed' : 'refused',
      })
    case 'outbox':
      return undefined
  }
}
