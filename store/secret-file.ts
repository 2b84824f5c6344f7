import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureDataFolder, syncFolder } from './folder.ts'

/** In bytes, before they are written as text. */
const KEY_BYTES = 32

/**
 * What DATA/secret.key holds; made (0600) at the first start. Written under another name and then linked, so that
 * it is whole or absent, and two processes that start at once end up with the same one.
 */
export async function ensureSecretFile(data: string): Promise<string> {
  const path = join(data, 'secret.key')
  const written = await read(path)
  if (written !== undefined) return written
  await ensureDataFolder(data)
  const unfinished = join(data, `secret.key.${randomBytes(6).toString('hex')}`)
  try {
    const file = await open(unfinished, 'wx', 0o600)
    await file.writeFile(`0:${randomBytes(KEY_BYTES).toString('base64url')}\n`)
    await file.sync()
    await file.close()
    await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error // another process was first
    })
    await syncFolder(data)
  } finally {
    await rm(unfinished, { force: true })
  }
  const made = await read(path)
  if (made === undefined) throw new Error(`${path} could not be made`)
  return made
}

async function read(path: string): Promise<string | undefined> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (written?.trim() === '') throw new Error(`${path} is empty: restore it from a backup`)
  return written?.trim()
}
