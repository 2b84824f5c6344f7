// A list that mail is imported into, with the archive as the importer uses it, without search.
import { rm } from 'node:fs/promises'
import { openArchive } from '#archive/archive.ts'
import { openExtractor } from '#archive/extract/extractor.ts'
import { passingFiles } from '#archive/file-texts.ts'
import type { Source } from '#archive/import/found.ts'
import type { ImportRecord } from '#archive/import/record.ts'
import { type ImportParts, runImport, type Watch } from '#archive/import/run.ts'
import { openSource, type SourceFormat } from '#archive/import/source.ts'
import { loadSettings } from '#config/settings.ts'
import { createList, type List } from '#lists/lists.ts'
import { createSpace } from '#lists/spaces.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

export interface ImportWorld {
  readonly database: TestDatabase
  readonly db: TestDatabase['db']
  readonly blobs: Blobs
  readonly parts: ImportParts
  /** An empty list; `name` stands before the @. */
  list(name: string): Promise<List>
  close(): Promise<void>
}

export async function importWorld(): Promise<ImportWorld> {
  const database = await testDatabase()
  const data = await temporaryFolder()
  const { db } = database
  const blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
  const archive = openArchive(db, blobs)
  const extractor = openExtractor()
  const shelf = { stage: blobs.stageForPack }
  const space = await db.transaction((tx) =>
    createSpace(tx, { slug: 'velo', name: 'Vélo', kind: 'association' }),
  )
  return {
    database,
    db,
    blobs,
    list: (name) =>
      db.transaction((tx) =>
        createList(tx, {
          address: `${name}@relais.example`,
          space,
          preset: 'private',
          domain: 'relais.example',
        }),
      ),
    parts: {
      db,
      async prepare(bytes) {
        const files = passingFiles(extractor, shelf)
        const prepared = await archive.prepare({ bytes }, { shelf, onlooker: files.onlooker })
        return { prepared, files: await files.texts() }
      },
      file: archive.file,
    },
    async close() {
      await extractor.close()
      await database.close()
      await rm(data, { recursive: true })
    },
  }
}

/** Nobody looks on. */
export const unwatched: Watch = {
  progress: () => undefined,
  leftover: () => undefined,
  signal: new AbortController().signal,
}

/** Imports a file or folder. */
export async function bring(
  { parts }: ImportWorld,
  list: List,
  format: SourceFormat,
  path: string,
  watch = unwatched,
): Promise<ImportRecord> {
  const source = await openSource(format, path)
  return await runImport(parts, { listId: list.id, source, format, path }, watch)
}

/** Imports what a source made by hand gives. */
export async function bringFrom(
  { parts }: ImportWorld,
  list: List,
  source: Source,
  watch = unwatched,
): Promise<ImportRecord> {
  return await runImport(parts, { listId: list.id, source, format: 'mbox', path: '/by/hand' }, watch)
}
