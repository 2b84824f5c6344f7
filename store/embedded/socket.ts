import { lstat, mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ensureFolder } from '../folder.ts'
import type { Home } from './home.ts'
import { giveTo } from './ownership.ts'

/** The longest path of a Unix socket on Linux, without its final zero; 104 elsewhere (unix(7)). */
const MAX_SOCKET_PATH = process.platform === 'linux' ? 107 : 103
const PREFIX = 'relais-socket-'

/** The folder, 0700, of PostgreSQL's socket: in its home, or under /tmp when that path is too long for a socket. */
export async function makeSocketFolder(home: Home): Promise<string> {
  const beside = join(home.folder, 'socket')
  const fits = Buffer.byteLength(join(beside, '.s.PGSQL.5432')) <= MAX_SOCKET_PATH
  const folder = fits ? beside : await mkdtemp(join(tmpdir(), PREFIX))
  await ensureFolder(folder, 0o700)
  await giveTo(home.account, folder)
  return folder
}

/** Removes the socket's folder when it was made for one start only; a socket still inside keeps it. */
export async function removeSocketFolder(folder: string): Promise<void> {
  if (!basename(folder).startsWith(PREFIX)) return
  const isFolder = await lstat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) await rmdir(folder).catch(() => undefined) // not empty: somebody's
}
