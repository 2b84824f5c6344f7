// One PostgreSQL on one data folder, whoever comes: a server, a command beside it, a start after kill -9.
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import { type Durability, ensureCluster } from './cluster.ts'
import { findHome, type Home } from './home.ts'
import {
  findPostmaster,
  type Intent,
  type Postmaster,
  readClaim,
  removeFalseClaim,
  stopOrphan,
} from './postmaster.ts'
import { StartError, type Started, start } from './start.ts'
import { use, waitForOthers } from './users.ts'

/** A PostgreSQL that runs and that this process uses. */
export interface Running {
  readonly socketDir: string
  /** Absent when another process started it: it is not ours to stop. */
  readonly started?: Started
  /** Stops it if it is ours, once the commands that joined it have ended; a server does not wait for them. */
  leave(): Promise<void>
}

export interface EmbeddedOptions {
  readonly intent: Intent
  readonly durability: Durability
  readonly log: Log
}

/** How long another process on the same folder is given to end, or to come up, before we give up. */
const PATIENCE_MS = 15_000

/** Starts PostgreSQL on the data folder, or joins the one that runs there; never a second one. */
export async function startOrJoin(data: string, options: EmbeddedOptions): Promise<Running> {
  const home = await findHome(data, options.log)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await findPostmaster(home.cluster)
    const running = found ? await enter(found, data, home, options) : await startOwn(home, options, deadline)
    if (running) return running
    if (found && Date.now() > deadline) throw new Error(busy(found, data))
    await sleep(50)
  }
}

/** What to do beside a PostgreSQL that runs: nothing yet, when it is somebody's who may end soon. */
async function enter(
  found: Postmaster,
  data: string,
  home: Home,
  options: EmbeddedOptions,
): Promise<Running | undefined> {
  if (found.owner === 'orphan') {
    options.log.warn(
      { process: found.pid },
      'The PostgreSQL of a Relais that died still runs: it is stopped and started again',
    )
    await stopOrphan(home.cluster, found.pid)
    return undefined
  }
  if (options.intent === 'command') {
    const place = found.socketDir === '' ? undefined : await use(found.socketDir)
    return place && { socketDir: found.socketDir, leave: () => place.end() }
  }
  if (found.owner.intent === 'serve') throw new Error(busy(found, data))
  return undefined
}

async function startOwn(
  home: Home,
  options: EmbeddedOptions,
  deadline: number,
): Promise<Running | undefined> {
  await refuseUnseen(home)
  await removeFalseClaim(home.cluster, options.log)
  const binaries = await findBinaries(home.account, options.log)
  await ensureCluster(home, binaries, options.durability)
  try {
    const started = await start(home, binaries, options)
    const { socketDir } = started
    const leave = async () => {
      if (options.intent === 'command') await waitForOthers(socketDir, options.log).catch(() => undefined) // it ended by itself
      await started.stop()
    }
    return { socketDir, started, leave }
  } catch (error) {
    if (error instanceof StartError && error.mayPass && Date.now() < deadline) return undefined
    throw error
  }
}

/** Its process may run in another container, which shares the folder but not the process numbers. */
async function refuseUnseen(home: Home): Promise<void> {
  const claim = await readClaim(home.cluster)
  if (!claim || claim.socketDir === '' || !(await answers(claim.socketDir))) return
  if (await findPostmaster(home.cluster)) return // it has come up just now
  throw new Error(
    `A PostgreSQL that this machine's processes do not show serves from ${home.folder}: another container?`,
  )
}

function answers(socketDir: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(join(socketDir, '.s.PGSQL.5432'))
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

function busy({ owner }: Postmaster, data: string): string {
  if (owner === 'orphan')
    return `The PostgreSQL that an earlier Relais left on ${data} comes back each time it is stopped.`
  return owner.intent === 'serve'
    ? `Another Relais (process ${owner.pid}) already serves from ${data}: stop it first, or give this one a RELAIS_DATA of its own.`
    : `A relais command (process ${owner.pid}) is at work on ${data}: start the server once it has ended.`
}
