// mx-connect 2.0 has no types of its own; these are the parts that mta/out uses.
declare module 'mx-connect' {
  import type { Socket } from 'node:net'

  interface MxConnectOptions {
    readonly target: string // domain or address
    readonly port?: number // 25
    readonly maxConnectTime?: number // ms, each host
    readonly localHostname?: string
    readonly ignoreMXHosts?: readonly string[] // IP addresses to skip
    readonly mxLastError?: Error
    readonly dnsOptions?: {
      readonly ignoreIPv6?: boolean
      readonly preferIPv6?: boolean
      readonly blockLocalAddresses?: boolean
      /** Throws with code ENOTFOUND or ENODATA for "no such records", any other code for a failure. */
      readonly resolveRecords?: (name: string, type: string) => Promise<unknown[]> | unknown[]
    }
  }

  interface MxConnection {
    readonly socket: Socket
    readonly hostname: string // of the exchange
    readonly host: string // IP address
    readonly port: number
  }

  /** What the promise is rejected with; `code` is ENULLMX for a null MX (RFC 7505). */
  interface MxConnectError extends Error {
    readonly code?: string
    readonly category?: 'dns' | 'network' | 'policy' | 'dane'
    readonly temporary?: boolean
    readonly response?: string
  }

  function mxConnect(options: MxConnectOptions): Promise<MxConnection>
  export default mxConnect
  export type { MxConnectError, MxConnection, MxConnectOptions }
}
