// Large blobs as files, DATA/blobs/ab/cdef….zst. A file is written under another name, synced, renamed and its
// folder synced: under its own name it is always whole, and survives a power cut.
import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { ensureFolder, ensurePrivateFolder, exists, syncFolder } from '../folder.ts'

/** A file being written, under a name of its own. */
export interface Unplaced {
  readonly path: string
  readonly handle: FileHandle
}

export interface Files {
  create(): Promise<Unplaced>
  /** Makes what was written durable, under the name of its hash. */
  place(file: Unplaced, hash: Buffer): Promise<void>
  abandon(file: Unplaced): Promise<void>
  has(hash: Buffer): Promise<boolean>
  read(hash: Buffer): Promise<Buffer>
  open(hash: Buffer): Promise<Readable>
  /** Hashes of the files whose first byte is this one, last placed before an instant. */
  listOld(firstByte: number, before: Date): Promise<Buffer[]>
  remove(hash: Buffer): Promise<void>
  /** Removes what writers that died left behind. */
  removeUnplaced(before: Date): Promise<void>
}

/** The files of one data folder. */
export function openFiles(data: string): Files {
  const root = join(data, 'blobs')
  const incoming = join(root, 'incoming')
  const made = new Set<string>()
  const ensure = async (folder: string) => {
    if (made.has(folder)) return
    await ensurePrivateFolder(data, 'blobs')
    await ensureFolder(folder, 0o700)
    made.add(folder)
  }
  const pathOf = (hash: Buffer) => {
    const name = hash.toString('hex')
    return join(root, name.slice(0, 2), `${name.slice(2)}.zst`)
  }
  return {
    create: async () => {
      await ensure(incoming)
      const path = join(incoming, randomBytes(12).toString('hex'))
      return { path, handle: await open(path, 'wx', 0o600) }
    },
    place: async ({ path, handle }, hash) => {
      const final = pathOf(hash)
      await handle.sync()
      await handle.close()
      await ensure(dirname(final))
      // Over the same content when it is there already: its date is then new, which keeps sweep away from it.
      await rename(path, final)
      await syncFolder(dirname(final))
    },
    abandon: async ({ path, handle }) => {
      await handle.close().catch(() => undefined) // closed already when placing failed
      await rm(path, { force: true })
    },
    has: (hash) => exists(pathOf(hash)),
    read: (hash) => readFile(pathOf(hash)),
    open: async (hash) => {
      const file = await open(pathOf(hash)) // here rather than in the stream: a missing file is told at once
      return file.createReadStream()
    },
    listOld: async (firstByte, before) => {
      const prefix = firstByte.toString(16).padStart(2, '0')
      const hashes = (await list(join(root, prefix)))
        .filter((name) => /^[0-9a-f]{62}\.zst$/.test(name))
        .map((name) => Buffer.from(prefix + name.slice(0, 62), 'hex'))
      const old = await Promise.all(hashes.map((hash) => isOlder(pathOf(hash), before)))
      return hashes.filter((_, index) => old[index])
    },
    remove: (hash) => unlink(pathOf(hash)),
    removeUnplaced: async (before) => {
      for (const name of await list(incoming)) {
        const path = join(incoming, name)
        if (await isOlder(path, before)) await rm(path, { force: true })
      }
    },
  }
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] // nothing was ever put there
    throw error
  })
}

async function isOlder(path: string, than: Date): Promise<boolean> {
  return stat(path).then(
    ({ mtime }) => mtime < than,
    () => false,
  )
}
