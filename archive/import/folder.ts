// The files under a folder, in an order that doesn't depend on the disk.

import { lstatSync } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Refused } from '#lists/refused.ts'

/** A file under a folder; `path` is relative, with slashes. */
export interface FolderFile {
  readonly path: string
  readonly size: number
  readonly modifiedAt: Date
}

const MAX_FILES = 2_000_000
const MAX_DEPTH = 64
const AT_ONCE = 512

/** All regular files under a folder, sorted; links aren't followed. `wants` says which folders are gone into. */
export async function filesUnder(root: string, wants = (_folder: string) => true): Promise<FolderFile[]> {
  const found: FolderFile[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const names: string[] = []
    for await (const entry of await opendir(join(root, folder), { bufferSize: 512 })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isFile()) names.push(path)
      else if (entry.isDirectory() && wants(path) && path.split('/').length <= MAX_DEPTH) folders.push(path)
    }
    for (const [at, path] of names.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) await setImmediate()
      found.push(described(root, path))
    }
    if (found.length > MAX_FILES)
      throw new Refused(`${root} has more than ${MAX_FILES} files: import it in parts`)
  }
  return found.sort((one, other) => compared(orderOf(one.path), orderOf(other.path)))
}

/** What paths are sorted by: a folder's files stay together. */
export function orderOf(path: string): string {
  return path.replaceAll('/', '\0')
}

function compared(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

// A file that goes away meanwhile is found to be unreadable when its turn comes.
function described(root: string, path: string): FolderFile {
  const known = lstatSync(join(root, path), { throwIfNoEntry: false })
  return { path, size: known?.size ?? 0, modifiedAt: known?.mtime ?? new Date(0) }
}
