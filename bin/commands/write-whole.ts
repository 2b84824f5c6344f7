// A file that is there whole or not at all: written under another name, in the same folder, and renamed at its end.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Refused } from '#lists/refused.ts'

/** What was written, in bytes; the sum in hexadecimal. */
export interface Written {
  readonly size: number
  readonly sha256: string
}

const PRIVATE = 0o600 // it holds people's mail and addresses

/** Writes bytes to a file, or to standard output for `-`; a file that is there is only replaced by `force`. */
export async function writeWhole(
  bytes: AsyncIterable<Buffer>,
  { out, force }: { readonly out: string; readonly force?: true },
): Promise<Written> {
  const sum = createHash('sha256')
  let size = 0
  async function* summed() {
    for await (const chunk of bytes) {
      sum.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  if (out === '-') await pipeline(summed(), process.stdout, { end: false })
  else await intoFile(summed(), out, force ? 'replace' : 'new')
  return { size, sha256: sum.digest('hex') }
}

async function intoFile(bytes: AsyncIterable<Buffer>, out: string, how: 'new' | 'replace'): Promise<void> {
  if (how === 'new') await refuseWhatIsThere(out)
  const part = join(dirname(out), `.${basename(out)}.${process.pid}.part`)
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const file = await open(part, 'w', PRIVATE).catch((error: Error) => {
      throw new Refused(`${out} cannot be written: ${error.message}`)
    })
    await pipeline(bytes, file.createWriteStream({ flush: true }), { signal: stop.signal })
    if (how === 'new') await refuseWhatIsThere(out)
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw stop.signal.aborted ? new Refused(`interrupted: ${out} was not written`) : error
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

async function refuseWhatIsThere(out: string): Promise<void> {
  const isThere = await access(out, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (isThere) throw new Refused(`${out} is there already: --force writes over it`)
}
