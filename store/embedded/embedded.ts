// One PostgreSQL on one data folder, whoever comes: a server, a command beside it, a start after kill -9.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import { type Durability, ensureCluster } from './cluster.ts'
import { findHome, type Home } from './home.ts'
import { findPostmaster, type Intent, stopOrphan } from './postmaster.ts'
import { StartError, type Started, start } from './start.ts'

/** A running PostgreSQL: ours to stop, or another process' that we joined. */
export type Running = { readonly socketDir: string; readonly started?: Started }

export interface EmbeddedOptions {
  readonly intent: Intent
  readonly durability: Durability
  readonly log: Log
}

/** How long a server waits for a command, or a command for a server that stops, before it gives up. */
const PATIENCE_MS = 15_000

/** Starts PostgreSQL on the data folder, or joins the one that runs there; never a second one. */
export async function startOrJoin(data: string, options: EmbeddedOptions): Promise<Running> {
  const home = await findHome(data, options.log)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await findPostmaster(home.cluster)
    if (found === undefined) {
      const started = await startOwn(home, options)
      if (started) return { socketDir: started.socketDir, started }
    } else if (found.owner === 'orphan') {
      options.log.warn(
        { process: found.pid },
        'The PostgreSQL of a Relais that died still runs: it is stopped and started again',
      )
      await stopOrphan(home.cluster, found.pid)
    } else if (options.intent === 'command' && found.socketDir !== '') {
      return { socketDir: found.socketDir }
    } else if (found.owner.intent === 'serve' && options.intent === 'serve') {
      throw new Error(
        `Another Relais (process ${found.owner.pid}) already serves from ${data}: stop it first, or give this one its own RELAIS_DATA.`,
      )
    } else if (Date.now() > deadline) {
      throw new Error(
        `A relais command (process ${found.owner.pid}) is at work on ${data}: start the server once it has ended.`,
      )
    }
    await sleep(50)
  }
}

async function startOwn(home: Home, options: EmbeddedOptions): Promise<Started | undefined> {
  const binaries = await findBinaries(home.account, options.log)
  await ensureCluster(home, binaries, options.durability)
  try {
    return await start(home, binaries, options)
  } catch (error) {
    if (error instanceof StartError && error.takenByAnother) return undefined
    throw error
  }
}
