// Who runs on a cluster now. The file postmaster.pid only claims it: after a crash its number may be
// nobody's, or another program's, so that the process itself is asked for its command line and its parent.
import { execFile } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'

const run = promisify(execFile)

/** What a Relais process wants of the database: to serve from it for long, or to do one command. */
export type Intent = 'serve' | 'command'

/** A PostgreSQL that runs on a cluster, and the Relais that started it. */
export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
  /** An orphan's Relais is dead. */
  readonly owner: { readonly pid: number; readonly intent: Intent } | 'orphan'
}

/** How a postmaster names who started it; it stands in its command line. */
export function ownerName(intent: Intent): string {
  return `relais-${intent}-${process.pid}`
}

/** The postmaster of this cluster, if one is alive. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const claim = await readClaim(cluster)
  const seen = claim && (await look(claim.pid))
  if (!seen || (await kindOf(seen, cluster)) !== 'ours') return undefined
  const name = seen.command
    .map((word) => /^cluster_name=relais-(serve|command)-(\d+)$/.exec(word))
    .find(Boolean)
  const owner = name && { intent: name[1] as Intent, pid: Number(name[2]) }
  // When its Relais dies a process is given to another parent at once.
  return { ...claim, owner: owner && owner.pid === seen.parent ? owner : 'orphan' }
}

/**
 * After a crash the number in postmaster.pid may be another program's by now, or a dead process' that nobody waits
 * for: PostgreSQL would refuse to start while it lasts. Were processes of the old one still at work, the new one
 * would notice by their shared memory.
 */
export async function removeFalseClaim(cluster: string, log: Log): Promise<void> {
  const claim = await readClaim(cluster)
  const seen = claim && (await look(claim.pid))
  if (!seen || (await kindOf(seen, cluster)) !== 'other') return
  const program = seen.command[0] || 'one that ended'
  log.warn(
    { process: claim.pid, program },
    'postmaster.pid of an earlier start names another program: removed',
  )
  await rm(join(cluster, 'postmaster.pid'), { force: true })
  // The socket's own lock holds the same number.
  if (claim.socketDir !== '') await rm(join(claim.socketDir, '.s.PGSQL.5432.lock'), { force: true })
}

/** What postmaster.pid says, alive or not. */
export async function readClaim(cluster: string): Promise<{ pid: number; socketDir: string } | undefined> {
  const lines = await readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const pid = Number(lines[0])
  // The socket's folder is written a moment after the number.
  return Number.isInteger(pid) && pid > 1 ? { pid, socketDir: lines[4] ?? '' } : undefined
}

/** Stops a postmaster whose Relais is dead: fast, then, if it does not obey, as after a power cut. */
export async function stopOrphan(cluster: string, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    const deadline = Date.now() + patienceMs
    while (Date.now() < deadline) {
      if ((await findPostmaster(cluster))?.pid !== pid) return
      await sleep(20)
    }
  }
  throw new Error(
    `The PostgreSQL left running by an earlier Relais (process ${pid}, in ${cluster}) does not stop.`,
  )
}

/** `unknown`: a PostgreSQL whose folder cannot be compared with ours. */
async function kindOf({ command }: Seen, cluster: string): Promise<'ours' | 'other' | 'unknown'> {
  const folder = command[command.indexOf('-D') + 1]
  if (basename(command[0] ?? '') !== 'postgres') return 'other'
  if (!command.includes('-D') || folder === undefined) return 'unknown'
  // One folder may have several names: links, mounts.
  const [its, ours] = await Promise.all([folder, cluster].map((path) => stat(path).catch(() => undefined)))
  if (!its || !ours) return 'unknown'
  return its.dev === ours.dev && its.ino === ours.ino ? 'ours' : 'other'
}

interface Seen {
  readonly parent: number
  readonly command: readonly string[]
}

async function look(pid: number): Promise<Seen | undefined> {
  return process.platform === 'linux' ? lookInProc(pid) : lookByPs(pid)
}

async function lookInProc(pid: number): Promise<Seen | undefined> {
  try {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name before the state stands in parentheses and may hold any character.
    const [, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(parent), command }
  } catch {
    return undefined // no such process
  }
}

/** What `ps` prints is cut at spaces: with one in its path a folder is not found, the kind is `unknown`, PostgreSQL's own lock decides. */
async function lookByPs(pid: number): Promise<Seen | undefined> {
  const printed = await run('ps', ['-o', 'ppid=,args=', '-p', String(pid)]).catch(() => undefined)
  const [parent, ...command] = printed?.stdout.trim().split(/\s+/) ?? []
  return parent === undefined ? undefined : { parent: Number(parent), command }
}
