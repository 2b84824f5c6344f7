// PostgreSQL refuses to run as root: started by root it runs as a user that exists already.
import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user that PostgreSQL runs as, when it is not the one that runs Relais. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** The owner of the first of these folders that is there and not root's, else `nobody`; nothing when not root. */
export async function accountFor(folders: readonly string[]): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const folder of folders) {
    const owner = await ownerOf(folder)
    const name = owner ? await nameOf(owner) : undefined
    if (owner && name !== undefined) return { name, uid: owner, gid: await number('-g', name) }
  }
  return { name: 'nobody', uid: await number('-u', 'nobody'), gid: await number('-g', 'nobody') }
}

/** Can this account enter the folder? Asked of the system itself, which alone knows its access lists. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return succeeds('sh', ['-c', 'cd "$1"', 'sh', folder], account)
}

/** Does the program run under this account, and end well? */
export async function succeeds(
  program: string,
  args: readonly string[],
  account?: Account,
): Promise<boolean> {
  const identity = account && { uid: account.uid, gid: account.gid }
  return run(program, args, { ...identity, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function ownerOf(folder: string): Promise<number | undefined> {
  return stat(folder).then(
    ({ uid }) => (uid === 0 ? undefined : uid),
    () => undefined,
  )
}

/** PostgreSQL wants its user in the passwd database; a bare number has no name there. */
async function nameOf(uid: number): Promise<string | undefined> {
  return run('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  )
}

async function number(which: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await run('id', [which, name])
  return Number(stdout)
}
