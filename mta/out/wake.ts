// How the dispatcher learns of new work: PostgreSQL's NOTIFY arrives at commit, never before (nothing to poll for).
import type pg from 'pg'
import type { Database, DbOrTx } from '#store/database.ts'
import type { Log } from '#store/log.ts'

const CHANNEL = 'relais_out'
const RECONNECT_AFTER_MS = 1_000

/** Tells every dispatcher, at the commit of this transaction, that something is due. */
export async function poke(tx: DbOrTx): Promise<void> {
  await tx.raw(`select pg_notify('${CHANNEL}', '')`)
}

export interface Bell {
  close(): Promise<void>
}

/** Calls `ring` at each poke, on a connection of its own that is made again when lost. */
export async function listenForPokes(database: Database, ring: () => void, log: Log): Promise<Bell> {
  let closed = false
  let client: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const fresh = await database.pool.connect()
    const lost = (error?: Error) => {
      if (client !== fresh || closed) return
      client = undefined
      fresh.release(true)
      log.warn({ err: error }, 'lost the connection that announces outgoing mail')
      reconnect()
    }
    fresh.on('notification', ring)
    fresh.on('error', lost)
    fresh.on('end', lost)
    client = fresh
    try {
      await fresh.query(`listen ${CHANNEL}`)
    } catch (error) {
      client = undefined
      fresh.release(true)
      throw error
    }
    ring() // whatever was committed while nobody listened
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
