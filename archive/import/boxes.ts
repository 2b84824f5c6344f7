// A folder of old archives, one a list: NAME.mbox (a file, or a folder of files as Mailman keeps it), NAME.mbox.gz,
// NAME.zip, or a Maildir called NAME.
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '#lists/refused.ts'
import type { SourceFormat } from './source.ts'

/** An archive and the name of the list that it is of: its address, or what stands before the @. */
export interface Box {
  readonly name: string
  readonly format: SourceFormat
  readonly path: string
}

export interface Boxes {
  /** By name. */
  readonly boxes: readonly Box[]
  /** Names in the folder that are none of these. */
  readonly others: readonly string[]
}

const ENDINGS: readonly (readonly [ending: RegExp, format: SourceFormat])[] = [
  [/\.mbox$/i, 'mbox'],
  [/\.mbox\.gz$/i, 'mbox'],
  [/\.zip$/i, 'zip'],
]

/** The archives in a folder; hidden files are not looked at. */
export async function boxesIn(folder: string): Promise<Boxes> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(
      error.code === 'ENOENT' ? `there is no ${folder}` : `${folder} cannot be read: ${error.message}`,
    )
  })
  const boxes: Box[] = []
  const others: string[] = []
  for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
    const box = await boxOf(folder, entry)
    if (box === undefined) others.push(entry.name)
    else boxes.push(box)
  }
  const byName = (one: string, other: string) => (one < other ? -1 : Number(one > other))
  return {
    boxes: boxes.toSorted((one, other) => byName(one.path, other.path)),
    others: others.toSorted(byName),
  }
}

async function boxOf(folder: string, entry: Dirent): Promise<Box | undefined> {
  const path = join(folder, entry.name)
  for (const [ending, format] of ENDINGS)
    if (ending.test(entry.name)) return { name: entry.name.replace(ending, '').toLowerCase(), format, path }
  if (!entry.isDirectory()) return undefined
  const inside = await readdir(path)
  const isMaildir = inside.includes('cur') || inside.includes('new')
  return isMaildir ? { name: entry.name.toLowerCase(), format: 'maildir', path } : undefined
}
