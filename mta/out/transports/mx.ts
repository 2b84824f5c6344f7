// Straight to the recipients' own servers, found by DNS (RFC 5321 §5.1), one destination a domain.
import { isIP } from 'node:net'
import mxConnect, { type MxConnectError } from 'mx-connect'
import type { Resolver } from '../../dns.ts'
import { DOMAIN_PAUSES_MS } from '../circuit.ts'
import { NoSuchDestination, type Route } from '../route.ts'

/** The route by MX. TLS is opportunistic: any certificate is better than none (RFC 7435). */
export function mxRoute(options: {
  readonly resolver: Resolver
  readonly domainConnections: number
  readonly connectMs: number
  readonly name: string // of this host
  readonly port: number // 25, but in a laboratory
  readonly localAddresses: 'refused' | 'allowed' // a stranger's MX must not point us at ourselves
}): Route {
  const { resolver } = options
  return {
    kind: 'many',
    destinationOf: (domain) => domain.toLowerCase(),
    connectionsEach: options.domainConnections,
    pausesMs: DOMAIN_PAUSES_MS,
    plainAfterTlsFailure: 'yes',
    reach: async (domain, without) => {
      try {
        const { socket, hostname, host } = await mxConnect({
          target: domain,
          port: options.port,
          maxConnectTime: options.connectMs,
          localHostname: options.name,
          ignoreMXHosts: without,
          dnsOptions: {
            resolveRecords: resolver,
            blockLocalAddresses: options.localAddresses === 'refused',
          },
        })
        socket.setNoDelay(true)
        const tls = { rejectUnauthorized: false, ...(isIP(hostname) ? {} : { servername: hostname }) }
        return { socket, host: hostname, address: host, tls }
      } catch (error) {
        throw await verdictOn(error as MxConnectError, domain, resolver)
      }
    },
  }
}

async function verdictOn(error: MxConnectError, domain: string, resolver: Resolver): Promise<Error> {
  if (error.code === 'ENULLMX') {
    return new NoSuchDestination(`556 5.1.10 ${domain} takes no mail (null MX, RFC 7505)`)
  }
  const nothingFound = error.category === 'dns' && error.code === 'ENOTFOUND' && !error.temporary
  // An MX whose hosts don't resolve looks the same, and is more often a mistake of the day than for ever.
  if (nothingFound && !(await hasMx(domain, resolver))) {
    return new NoSuchDestination(`550 5.1.2 ${domain} is no domain that takes mail`)
  }
  return error
}

async function hasMx(domain: string, resolver: Resolver): Promise<boolean> {
  try {
    return (await resolver(domain, 'MX')).length > 0
  } catch {
    return false
  }
}
