// A file without a name: unlinked as soon as it is open, so that nothing is left after a crash.
import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** Written from its start to its end, then read as often as wanted. */
export interface SpoolFile {
  readonly size: number
  write(chunk: Buffer): Promise<void>
  open(): Readable
  dispose(): Promise<void>
}

const READ_BYTES = 64 * 1024

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
      const reader = fromStart(file)
      readers.add(reader)
      reader.once('close', () => readers.delete(reader))
      return reader
    },
    dispose() {
      for (const reader of readers) reader.destroy()
      disposed ??= file.close()
      return disposed
    },
  }
}

// Not a ReadStream of node: that one closes the file it was given when its reader stops early.
function fromStart(file: FileHandle): Readable {
  let at = 0
  return new Readable({
    highWaterMark: READ_BYTES,
    async read() {
      try {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, at)
        at += bytesRead
        this.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead))
      } catch (error) {
        this.destroy(error as Error)
      }
    },
  })
}
