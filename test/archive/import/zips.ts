// Zips for tests: honest ones, and by overwriting bytes dishonest ones.
import { zip } from '#archive/export/zip.ts'
import { fileOf } from './sources.ts'

/** The bytes of a zip with these entries in this order; names may repeat. */
export async function zipBytes(entries: readonly (readonly [string, string | Buffer])[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of zip(files())) chunks.push(chunk)
  return Buffer.concat(chunks)

  async function* files() {
    for (const [name, content] of entries) {
      yield { name, bytes: typeof content === 'string' ? Buffer.from(content, 'latin1') : content }
    }
  }
}

/** A file that is such a zip, gone after the test. */
export async function zipOf(entries: readonly (readonly [string, string | Buffer])[]): Promise<string> {
  return fileOf(await zipBytes(entries), 'source.zip')
}

/** The offset of an entry's record in the directory. */
export function directoryRecordOf(bytes: Buffer, name: string): number {
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 1)) {
    if (bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) === name) return at
  }
  throw new Error(`no ${name} in the zip`)
}
