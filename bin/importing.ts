// What an import works with: the archive and its index, texts of files read on the way, bytes kept in packs.
import { openArchive } from '#archive/archive.ts'
import { openExtractor } from '#archive/extract/extractor.ts'
import { passingFiles } from '#archive/file-texts.ts'
import type { ImportParts } from '#archive/import/run.ts'
import type { Data } from './data.ts'
import { entryOf } from './searchable.ts'
import { openSearch } from './searching.ts'

/** Parts for an import; close them at its end. */
export function importParts(data: Data): ImportParts & { close(): Promise<void> } {
  const { db, blobs } = data
  const archive = openArchive(db, blobs)
  const extractor = openExtractor()
  const search = openSearch(data)
  const shelf = { stage: blobs.stageForPack }
  return {
    db,
    async prepare(bytes) {
      const files = passingFiles(extractor, shelf)
      const prepared = await archive.prepare({ bytes }, { shelf, onlooker: files.onlooker })
      return { prepared, files: await files.texts() }
    },
    async file(tx, mails) {
      const filed = await archive.file(tx, mails)
      const fresh = mails.flatMap((mail, at) => (filed[at]!.isNew ? [{ mail, id: filed[at]!.id }] : []))
      // A message that another list has already is found in this one too: its entry follows the postings.
      await search.index(
        tx,
        fresh.map(({ mail, id }) => entryOf(id, mail)),
      )
      return filed
    },
    close: () => extractor.close(),
  }
}
