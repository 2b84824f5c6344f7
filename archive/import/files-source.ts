// Mails in files: one mbox, a folder of them, a tree of single mails. What each file holds is seen by looking.

import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refused } from '#lists/refused.ts'
import { openDisk } from './disk-file.ts'
import { type FolderFile, filesUnder, orderOf } from './folder.ts'
import type { Cursor, Found, Source } from './found.ts'
import { mailsOf, whyBroken } from './input.ts'
import { CONTENT_LOOK, type Content, contentOf } from './look.ts'
import { Window } from './mbox/window.ts'

const TAKES = {
  mbox: { content: ['mbox', 'nothing'], says: 'is not an mbox: it doesn\'t begin with a "From " line' },
  eml: { content: ['mbox', 'mail', 'nothing'], says: "is not a mail: it doesn't begin with a header" },
} as const satisfies Record<string, { content: readonly Content[]; says: string }>

/** A file, or all files under a folder. */
export async function openFiles(format: 'mbox' | 'eml', path: string): Promise<Source> {
  const found = await stat(path)
  if (found.isDirectory()) {
    const files = await filesUnder(path)
    if (files.length === 0) throw new Refused(`there is no file in ${path}`)
    return filesSource(files, (file) => join(path, file))
  }
  const file = { path: basename(path), size: found.size, modifiedAt: found.mtime }
  const content = await beginning(path, found.size)
  if (content === 'zip') throw new Refused(`${path} is a zip: import it with the format zip`)
  const takes: readonly Content[] = TAKES[format].content
  if (!takes.includes(content)) throw new Refused(`${path} ${TAKES[format].says}`)
  return filesSource([file], () => path)
}

function filesSource(files: readonly FolderFile[], pathOf: (file: string) => string): Source {
  return {
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    async *mails(from?: Cursor): AsyncGenerator<Found> {
      const begin = from === undefined ? undefined : orderOf(from.file)
      let before = 0
      for (const { path, size } of files) {
        const order = begin === undefined ? undefined : orderOf(path)
        if (order === undefined || begin === undefined || order >= begin) {
          const open = (offset: number) => openDisk(pathOf(path), size, offset)
          yield* mailsOf(
            { file: path, storedBytes: size, open },
            order === begin ? (from?.offset ?? 0) : 0,
            before,
          )
        }
        before += size
      }
    },
  }
}

async function beginning(path: string, size: number): Promise<Content> {
  const window = new Window(openDisk(path, size, 0).chunks, 0)
  try {
    await window.hold(CONTENT_LOOK)
    if (window.failure !== undefined && whyBroken(window.failure) === 'unreadable') throw window.failure
    return contentOf(window.view(), window.ended)
  } finally {
    await window.close()
  }
}
