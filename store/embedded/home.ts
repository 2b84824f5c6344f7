// Where the cluster lives: inside the data folder, unless the account that PostgreSQL runs as cannot get there.
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ensureDataFolder, ensureFolder, exists } from '../folder.ts'
import type { Log } from '../log.ts'
import { type Account, accountFor, canEnter } from './account.ts'
import { SYSTEM_FOLDER } from './binaries.ts'
import { giveTo } from './ownership.ts'

/** The folder of one embedded PostgreSQL, and the user it runs as (none: the one that runs Relais). */
export interface Home {
  readonly folder: string
  readonly cluster: string
  readonly account?: Account
}

/** The name, in the data folder, of the note that says where else the cluster is. */
const NOTE = 'postgresql.moved'

/** Finds the home of this data folder's PostgreSQL, or makes it at the first start. */
export async function findHome(data: string, log: Log): Promise<Home> {
  await ensureDataFolder(data)
  const inside = join(data, 'postgresql')
  const folder = (await exists(inside)) ? inside : await noted(data)
  const account = await accountFor(folder === undefined ? [data] : [folder, data])
  if (folder === undefined) return makeHome(data, account, log)
  if (!(await exists(folder))) {
    throw new Error(`${join(data, NOTE)} says that the database is in ${folder}, but it is not there.`)
  }
  const { uid } = await stat(folder)
  if (!account && process.getuid && uid !== process.getuid()) {
    throw new Error(
      `The database in ${folder} is another user's (${uid}): run Relais as that user, or as root.`,
    )
  }
  if (account && !(await canEnter(account, folder))) {
    throw new Error(
      `The database is in ${folder}, where the user ${account.name}, as whom PostgreSQL runs, can no longer enter: ` +
        'give that user back the right to enter (chmod o+x) each folder above it.',
    )
  }
  return home(folder, account)
}

async function makeHome(data: string, account: Account | undefined, log: Log): Promise<Home> {
  if (!account || (await canEnter(account, data))) {
    const folder = join(data, 'postgresql')
    await ensureFolder(folder, 0o700)
    await giveTo(account, folder)
    return home(folder, account)
  }
  await warnOfLeftovers(data, log)
  const folder = join(SYSTEM_FOLDER, `${nameFor(data)}-${randomBytes(3).toString('hex')}`)
  await ensureFolder(SYSTEM_FOLDER, 0o755)
  await ensureFolder(folder, 0o700)
  await giveTo(account, folder)
  await writeFile(join(folder, 'data-folder'), `${data}\n`)
  await note(data, folder)
  log.warn(
    { database: folder },
    `The user ${account.name}, as whom PostgreSQL runs, cannot enter ${data}: the database is kept elsewhere`,
  )
  return home(folder, account)
}

function home(folder: string, account: Account | undefined): Home {
  return { folder, cluster: join(folder, 'cluster'), ...(account && { account }) }
}

async function noted(data: string): Promise<string | undefined> {
  const note = join(data, NOTE)
  return (await exists(note)) ? (await readFile(note, 'utf8')).trim() : undefined
}

async function note(data: string, folder: string): Promise<void> {
  const unfinished = join(data, `${NOTE}.${process.pid}`)
  await writeFile(unfinished, `${folder}\n`, { flush: true })
  await rename(unfinished, join(data, NOTE))
}

/** A data folder deleted and made again starts afresh; what the former one left outside is named, not reused. */
async function warnOfLeftovers(data: string, log: Log): Promise<void> {
  const names = await readdir(SYSTEM_FOLDER).catch(() => [])
  for (const name of names.filter((one) => one.startsWith(nameFor(data)))) {
    log.warn(
      `${join(SYSTEM_FOLDER, name)} holds the database of an earlier ${data}: delete it if you no longer want it`,
    )
  }
}

/** Tells two data folders apart although both be called `var`. */
function nameFor(data: string): string {
  return `${basename(data)}-${createHash('sha256').update(data).digest('hex').slice(0, 8)}`
}
