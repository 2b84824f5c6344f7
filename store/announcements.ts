// PostgreSQL's NOTIFY, heard on a connection of its own: it arrives at the commit of whoever announces, never before.
import type pg from 'pg'
import type { Database, DbOrTx } from './database.ts'
import type { Log } from './log.ts'

const RECONNECT_AFTER_MS = 1_000

/** Announces on a channel at the commit of this transaction. */
export async function announce(tx: DbOrTx, channel: string): Promise<void> {
  await tx.raw('select pg_notify(?, ?)', [channel, ''])
}

export interface Listening {
  close(): Promise<void>
}

/**
 * Calls `heard` at each announcement. While the connection is lost nothing is heard: `lost` tells so at once, and
 * `heard` is called when it is there again, for whatever was announced meanwhile.
 */
export async function listenTo(
  database: Database,
  channel: string,
  on: { readonly heard: () => void; readonly lost?: () => void },
  log: Log,
): Promise<Listening> {
  let closed = false
  let client: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const fresh = await database.pool.connect()
    const lost = (error?: Error) => {
      if (client !== fresh || closed) return
      client = undefined
      fresh.release(true)
      on.lost?.()
      log.warn({ err: error, channel }, 'lost a connection that hears announcements')
      reconnect()
    }
    fresh.on('notification', on.heard)
    fresh.on('error', lost)
    fresh.on('end', lost)
    client = fresh
    try {
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      client = undefined
      fresh.release(true)
      throw error
    }
    on.heard()
  }
  const reconnect = () => {
    timer = setTimeout(() => {
      connect().catch(() => {
        if (!closed) reconnect()
      })
    }, RECONNECT_AFTER_MS)
  }

  await connect()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      client?.release(true)
      client = undefined
    },
  }
}
