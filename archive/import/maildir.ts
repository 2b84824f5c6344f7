// A Maildir: one mail a file in `cur` and `new` (`tmp` holds what was never delivered). The part of a file's name
// before the colon stays the same for life, so it gives the order and the cursor, whatever flags it has meanwhile.

import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refused } from '#lists/refused.ts'
import { openDisk } from './disk-file.ts'
import { type FolderFile, filesUnder } from './folder.ts'
import type { Cursor, Found, Source } from './found.ts'
import { MAX_MAIL } from './found.ts'
import { type Input, mailsOf } from './input.ts'

interface MaildirFile extends FolderFile {
  readonly order: string // its folder and the lasting part of its name
}

/** A Maildir; if it has neither `cur` nor `new` itself, the Maildirs beneath it (as Maildir++ keeps folders). */
export async function openMaildir(path: string): Promise<Source> {
  const own = await boxesIn(path, '')
  const boxes = own.length > 0 ? own : await boxesBeneath(path)
  if (boxes.length === 0) throw new Refused(`${path} is not a Maildir: it has no folder "cur" or "new"`)
  const files: MaildirFile[] = []
  for (const box of boxes) {
    const inBox = await filesUnder(join(path, box), () => false)
    for (const file of inBox)
      files.push({ ...file, path: `${box}/${file.path}`, order: orderOf(box, file.path) })
  }
  files.sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)))
  return maildirSource(files, path)
}

function maildirSource(files: readonly MaildirFile[], root: string): Source {
  return {
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    async *mails(from?: Cursor): AsyncGenerator<Found> {
      const begin = from === undefined ? undefined : orderOfPath(from.file)
      let before = 0
      for (const file of files) {
        if (begin === undefined || file.order >= begin) {
          yield* mailsOf(inputOf(file, root), file.order === begin ? (from?.offset ?? 0) : 0, before)
        }
        before += file.size
      }
    },
  }
}

function inputOf({ path, size, modifiedAt }: MaildirFile, root: string): Input {
  const name = basename(path)
  const open = (offset: number) => openDisk(join(root, path), size, offset)
  const input = { file: path, storedBytes: size, receivedAt: deliveredAt(name) ?? modifiedAt, open }
  if (/[:;!]2,[A-Za-z]*T/.test(name)) return { ...input, why: 'deleted' }
  return size > MAX_MAIL ? { ...input, why: 'too-large' } : input
}

// Names begin with the second of delivery.
function deliveredAt(name: string): Date | undefined {
  const seconds = /^(\d{9,10})[._]/.exec(name)?.[1]
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1_000)
}

async function boxesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && (entry.name === 'cur' || entry.name === 'new'))
    .map(({ name }) => (folder === '' ? name : `${folder}/${name}`))
}

async function boxesBeneath(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return (await Promise.all(folders.map((folder) => boxesIn(root, folder)))).flat()
}

function orderOf(box: string, name: string): string {
  return `${box.slice(0, -3)}\0${name.replace(/[:;!]2,.*$/, '')}`
}

function orderOfPath(path: string): string {
  const slash = path.lastIndexOf('/')
  return orderOf(path.slice(0, slash), path.slice(slash + 1))
}
