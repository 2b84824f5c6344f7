// What the tests of import share: sources made of text, and everything that is found in them.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Cursor, Found } from '#archive/import/found.ts'
import { openSource, type SourceFormat } from '#archive/import/source.ts'
import { temporaryFolder } from '#test/support/folder.ts'

/** A folder with these files, gone after the test. */
export async function folderOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
  }
  return folder
}

/** A file with this content, gone after the test. */
export async function fileOf(content: string | Buffer, name = 'list.mbox'): Promise<string> {
  return join(await folderOf({ [name]: content }), name)
}

/** Everything found, in short: a mail's bytes as text, or why it was left over. */
export async function found(format: SourceFormat, path: string, from?: Cursor): Promise<string[]> {
  return (await all(format, path, from)).map(inShort)
}

/** Everything found. */
export async function all(format: SourceFormat, path: string, from?: Cursor): Promise<Found[]> {
  const source = await openSource(format, path)
  const steps: Found[] = []
  for await (const step of source.mails(from)) steps.push(step)
  return steps
}

/** A mail's bytes as text, or `why @file:offset`. */
export function inShort(step: Found): string {
  if ('bytes' in step) return step.bytes.toString('latin1')
  return `${step.why} @${step.place.file}:${step.place.offset}`
}
