// Mails in a zip: mboxes, single mails, a Maildir. Entries are taken in the order of the zip's directory.

import type { Entry } from 'yauzl'
import { Refused } from '#lists/refused.ts'
import { skipping } from '../disk-file.ts'
import type { Cursor, Found, Source } from '../found.ts'
import { type Input, mailsOf } from '../input.ts'
import { checkDirectory, isTooDense, nameOf, type OpenZip, openDirectory, readEntry } from './zip-file.ts'

/** Opens a zip; throws Refused when it is a trap, broken or empty. Zips inside it are left over, unopened. */
export async function openZip(path: string): Promise<Source> {
  let files = 0
  const totalBytes = await checkDirectory(path, (entry) => {
    if (!nameOf(entry).endsWith('/')) files++
  })
  if (files === 0) throw new Refused(`there is no file in ${path}`)
  return {
    totalBytes,
    async *mails(from?: Cursor): AsyncGenerator<Found> {
      const opened = await openDirectory(path)
      try {
        let number = -1
        let before = 0
        for await (const entry of opened.zip.eachEntry()) {
          number++
          if (number >= (from?.entry ?? 0) && !nameOf(entry).endsWith('/')) {
            const offset = number === from?.entry ? from.offset : 0
            yield* mailsOf(inputOf(opened, entry, number), offset, before)
          }
          before += entry.compressedSize
        }
      } finally {
        opened.zip.close()
      }
    },
  }
}

function inputOf(opened: OpenZip, entry: Entry, number: number): Input {
  const file = nameOf(entry)
  const why = whyNot(entry, file)
  return {
    file,
    entry: number,
    storedBytes: entry.compressedSize,
    ...(why !== undefined && { why }),
    open(offset) {
      let inflated = 0
      async function* counted(): AsyncGenerator<Buffer> {
        for await (const chunk of readEntry(opened, entry)) {
          inflated += chunk.length
          yield chunk
        }
      }
      const part = () => inflated / Math.max(1, entry.uncompressedSize)
      return {
        chunks: skipping(counted(), offset),
        storedRead: () => Math.floor(entry.compressedSize * Math.min(1, part())),
      }
    },
  }
}

function whyNot(entry: Entry, file: string): Input['why'] {
  if (entry.isEncrypted()) return 'encrypted'
  if (isTooDense(entry)) return 'too-dense'
  if (!entry.canDecodeFileData()) return 'unreadable'
  return /(?:^|\/)(?:cur|new)\/[^/]+[:;!]2,[A-Za-z]*T[^/]*$/.test(file) ? 'deleted' : undefined
}
