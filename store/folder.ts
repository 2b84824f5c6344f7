import { access, chmod, mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes a folder (and those above it) unless it is there; the mode is given only to the one made here. */
export async function ensureFolder(path: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await mkdir(path, { mode })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!(await stat(path)).isDirectory()) throw new Error(`${path} is not a folder.`)
    return
  }
  await chmod(path, mode) // whatever the umask
  await syncFolder(dirname(path))
}

/**
 * The data folder, made at the first start. Root's may be traversed, not listed, by the account that
 * PostgreSQL runs under; what is inside has modes of its own.
 */
export async function ensureDataFolder(data: string): Promise<void> {
  await ensureFolder(data, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/** A folder inside the data folder that only Relais itself may enter. */
export async function ensurePrivateFolder(data: string, ...names: readonly string[]): Promise<string> {
  await ensureDataFolder(data)
  let path = data
  for (const name of names) {
    path = join(path, name)
    await ensureFolder(path, 0o700)
  }
  return path
}

/** Makes what was renamed or created in a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Is there something under this path? */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
