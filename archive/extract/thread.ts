// A thread that reads files, one after the other. Whatever a file does to it, the process only loses this thread.

import { parentPort } from 'node:worker_threads'
import type { FileToRead } from './extract.ts'
import { readFile } from './read-file.ts'

/** A file on its way into the thread, with its room; `milliseconds` counts from its arrival. */
export interface Errand {
  readonly file: Omit<FileToRead, 'bytes'>
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly maxText: number
  readonly milliseconds: number
}

parentPort?.on('message', async ({ file, bytes, maxText, milliseconds }: Errand) => {
  const room = { maxText, until: performance.now() + milliseconds }
  parentPort?.postMessage(await readFile({ ...file, bytes: Buffer.from(bytes.buffer) }, room))
})
