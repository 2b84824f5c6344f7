import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exists, syncFolder } from '../folder.ts'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { giveTo } from './ownership.ts'

const run = promisify(execFile)
const UNFINISHED = 'unfinished-'
/** After this a cluster still being made belongs to a process that died. */
const ABANDONED_MS = 10 * 60_000

/** How hard PostgreSQL makes sure: `full` survives a power cut, `none` is for tests. */
export type Durability = 'full' | 'none'

/** PostgreSQL's superuser: its socket is in a folder that nobody else may enter. */
export const SUPERUSER = 'relais'

/** Makes the cluster at the first start; two starting at once make one. */
export async function ensureCluster(home: Home, binaries: Binaries, durability: Durability): Promise<void> {
  if (await exists(home.cluster)) return checkVersion(home, binaries)
  await removeAbandoned(home)
  const unfinished = await mkdtemp(join(home.folder, UNFINISHED))
  try {
    await giveTo(home.account, unfinished)
    await initialise(unfinished, home, binaries, durability)
    await rename(unfinished, home.cluster).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    if (durability === 'full') await syncFolder(home.folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The environment of PostgreSQL's programs: nothing of ours, so that no variable of the operator's changes them. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}

async function initialise(
  folder: string,
  home: Home,
  binaries: Binaries,
  durability: Durability,
): Promise<void> {
  const args = ['-D', folder, '-U', SUPERUSER, '-A', 'trust', '-E', 'UTF8', '--no-instructions']
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const sync = durability === 'none' ? ['--no-sync'] : []
  const identity = home.account && { uid: home.account.uid, gid: home.account.gid }
  try {
    await run(binaries.initdb, [...args, ...locale, ...sync], {
      ...identity,
      cwd: folder,
      env: plainEnvironment(),
    })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim()
    throw new Error(
      `PostgreSQL could not make its cluster in ${home.folder}: ${said || (error as Error).message}`,
    )
  }
}

async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const made = (await readFile(join(home.cluster, 'PG_VERSION'), 'utf8')).trim()
  const { stdout } = await run(binaries.postgres, ['--version'], { cwd: '/' })
  const ours = /(\d+)/.exec(stdout)?.[1]
  if (made === ours) return
  throw new Error(
    `The database in ${home.cluster} was made by PostgreSQL ${made}; this Relais brings ${ours}. ` +
      'Take a backup with the Relais that made it and restore it into a new data folder.',
  )
}

async function removeAbandoned(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    if (!name.startsWith(UNFINISHED)) continue
    const folder = join(home.folder, name)
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true })
  }
}
