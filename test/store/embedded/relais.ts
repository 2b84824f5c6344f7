import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { vi } from 'vitest'
import { findPostmaster } from '#store/embedded/postmaster.ts'

const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url))

/** A Relais in a process of its own, its database open. */
export interface Relais {
  readonly child: ChildProcess
  readonly socketDir: string
  readonly owned: boolean
  /** What it said on standard error so far. */
  said(): string
  /** SIGTERM, then its exit status. */
  stop(): Promise<number | null>
  kill(): Promise<void>
}

const alive = new Set<ChildProcess>()

/** Opens the database of a folder in another process; throws what that process said when it refuses. */
export async function relais(
  data: string,
  intent: 'serve' | 'command',
  options: { env?: NodeJS.ProcessEnv; uid?: number; gid?: number; durability?: 'full' | 'none' } = {},
): Promise<Relais> {
  const { durability = 'none', ...identity } = options
  const args = [PROGRAM, data, intent, durability]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...identity })
  alive.add(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const ended = once(child, 'close').then(() => alive.delete(child))
  await vi.waitUntil(() => printed.includes('\n') || !alive.has(child), { timeout: 20_000 })
  if (!printed.includes('\n')) throw new Error(said)
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    return child.exitCode
  }
  return { child, ...JSON.parse(printed), said: () => said, stop, kill }
}

/** Ends what a failed test left running. */
export async function endAll(): Promise<void> {
  for (const child of alive) {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
}

/** The process number of the PostgreSQL of a cluster. */
export async function postmasterOf(cluster: string): Promise<number | undefined> {
  return (await findPostmaster(cluster))?.pid
}

/** Is there such a process, other than a dead one that nobody has waited for? */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return status !== '' && !/\) Z /.test(status)
}

/** One statement on a running PostgreSQL. */
export async function ask(socketDir: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ host: socketDir, user: 'relais', database: 'relais' })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
