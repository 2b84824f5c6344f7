// A file without a name: unlinked as soon as it is open, so that nothing is left after a crash.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Written from its start to its end, then read as often as wanted. */
export interface SpoolFile {
  readonly size: number
  write(chunk: Buffer): Promise<void>
  open(): Readable
  dispose(): Promise<void>
}

/** A new spool file in `dir`, which is made when missing, for our user only. */
export async function openSpoolFile(dir: string): Promise<SpoolFile> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  const readers = new Set<Readable>()
  let size = 0
  let disposed: Promise<void> | undefined
  return {
    get size() {
      return size
    },
    async write(chunk) {
      const { bytesWritten } = await file.writev([chunk], size)
      if (bytesWritten !== chunk.length) throw new Error('the spool is full')
      size += chunk.length
    },
    open() {
      if (disposed || size === 0) throw new Error('nothing to read in the spool')
      const reader = createReadStream('', { fd: file.fd, start: 0, end: size - 1, autoClose: false })
      readers.add(reader)
      reader.once('close', () => readers.delete(reader))
      return reader
    },
    dispose() {
      // Readers go first: the number of a closed file is soon another file's.
      disposed ??= Promise.all([...readers].map(stop)).then(() => file.close())
      return disposed
    },
  }
}

async function stop(reader: Readable): Promise<void> {
  const closed = once(reader, 'close')
  reader.destroy()
  await closed
}
