import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Log } from '../log.ts'
import { succeeds } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Durability, plainEnvironment } from './cluster.ts'
import type { Home } from './home.ts'
import { type Intent, ownerName } from './postmaster.ts'
import { makeSocketFolder, removeSocketFolder } from './socket.ts'

/** A PostgreSQL started by this process. */
export interface Started {
  readonly pid: number
  readonly socketDir: string
  /** Settles when it ends: with what it said last if nobody asked it to. */
  readonly ended: Promise<string | undefined>
  stop(): Promise<void>
}

/** How long a recovery after a crash may take before it counts as failed. */
const READY_MS = 120_000
const STOP_MS = 30_000
/** Lines of PostgreSQL's log kept to explain why it ended. */
const LAST_LINES = 8

const SMALL_AND_PRIVATE: Readonly<Record<string, string | number>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: 60,
  shared_buffers: '64MB',
  // Of what is put in order at once, in vacuums and in the search's index.
  maintenance_work_mem: '16MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_worker_processes: 2,
  max_parallel_workers: 0,
  max_parallel_workers_per_gather: 0,
  max_logical_replication_workers: 0,
  autovacuum_max_workers: 1,
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  // A failing statement is told to its caller; here it could show what people wrote.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}
const WITHOUT_SYNC = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 100,
}

/** Starts PostgreSQL on the cluster and resolves once it takes connections; its life is bound to this process'. */
export async function start(
  home: Home,
  binaries: Binaries,
  options: { intent: Intent; durability: Durability; log: Log },
): Promise<Started> {
  const socketDir = await makeSocketFolder(home)
  const settings = {
    ...SMALL_AND_PRIVATE,
    ...(options.durability === 'none' && WITHOUT_SYNC),
    cluster_name: ownerName(options.intent),
  }
  const args = [
    '-D',
    home.cluster,
    '-k',
    socketDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const child = await spawnBound(binaries.postgres, args, home)
  const lastLines: string[] = []
  let stopping = false
  const exited = once(child, 'exit')
  const ended = exited.then(async () => {
    await removeSocketFolder(socketDir)
    return stopping ? undefined : lastLines.join('\n')
  })
  await ready(child, lastLines, options.log)
  const stop = async () => {
    stopping = true
    child.kill('SIGINT') // fast shutdown: PostgreSQL ends its connections and writes everything down
    const tooLong = setTimeout(() => child.kill('SIGQUIT'), STOP_MS)
    await exited
    clearTimeout(tooLong)
    await ended
  }
  return { pid: child.pid ?? 0, socketDir, ended, stop }
}

/**
 * Spawned so that it gets SIGINT when Relais dies, even by kill -9 (util-linux's setpriv), and in a session of
 * its own: Ctrl-C in a terminal reaches Relais only, which then ends its work before stopping PostgreSQL.
 */
async function spawnBound(program: string, args: readonly string[], home: Home): Promise<ChildProcess> {
  const bind = ['--pdeathsig', 'INT', '--']
  const bound = await succeeds('setpriv', [...bind, 'true'])
  const identity = home.account && { uid: home.account.uid, gid: home.account.gid }
  const child = spawn(bound ? 'setpriv' : program, bound ? [...bind, program, ...args] : args, {
    ...identity,
    cwd: home.cluster,
    env: plainEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  await once(child, 'spawn')
  return child
}

async function ready(child: ChildProcess, lastLines: string[], log: Log): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const tooLong = setTimeout(() => child.kill('SIGQUIT'), READY_MS)
  const failed = () => reject(new StartError(lastLines.join('\n')))
  child.once('close', failed) // after its last line, unlike 'exit'
  createInterface({ input: child.stderr! }).on('line', (line) => {
    lastLines.push(line)
    if (lastLines.length > LAST_LINES) lastLines.shift()
    tell(line, log)
    if (line.includes('ready to accept connections')) resolve()
  })
  await promise.finally(() => {
    clearTimeout(tooLong)
    child.off('close', failed)
  })
}

/** FATAL is the end of one connection, whose client is told; PANIC is everybody's. */
function tell(line: string, log: Log): void {
  log[line.startsWith('PANIC:') ? 'error' : 'debug'](`PostgreSQL: ${line}`)
}

/** PostgreSQL did not start; what it said is in the message. */
export class StartError extends Error {
  constructor(said: string) {
    super(`PostgreSQL did not start:\n${said}`)
    this.name = 'StartError'
  }

  /** Another one got to this cluster first, or its last processes are about to end. */
  get mayPass(): boolean {
    return /lock file ".+" already exists|pre-existing shared memory block/.test(this.message)
  }
}
