// Who runs on a cluster now. The file postmaster.pid only claims it: after a crash its number may be
// nobody's, or another program's, so that the process itself is asked for its command line and its parent.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

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
  const process = claim && (await look(claim.pid))
  if (!process || !isPostmasterOf(process.command, cluster)) return undefined
  const name = process.command
    .map((word) => /^cluster_name=relais-(serve|command)-(\d+)$/.exec(word))
    .find(Boolean)
  const owner = name && { intent: name[1] as Intent, pid: Number(name[2]) }
  // When its Relais dies a process is given to another parent at once.
  return { ...claim, owner: owner && owner.pid === process.parent ? owner : 'orphan' }
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

function isPostmasterOf(command: readonly string[], cluster: string): boolean {
  const folder = command[command.indexOf('-D') + 1]
  return basename(command[0] ?? '') === 'postgres' && command.includes('-D') && folder === cluster
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

/** Paths with spaces cannot be told apart in what `ps` prints: such a one is not recognised, and PostgreSQL's own lock decides. */
async function lookByPs(pid: number): Promise<Seen | undefined> {
  const printed = await run('ps', ['-o', 'ppid=,args=', '-p', String(pid)]).catch(() => undefined)
  const [parent, ...command] = printed?.stdout.trim().split(/\s+/) ?? []
  return parent === undefined ? undefined : { parent: Number(parent), command }
}
