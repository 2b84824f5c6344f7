import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Corpus, knownCorpus } from './corpus.ts'

/** The note, in a folder whose server holds an imported archive, that says which. */
export const KEPT = 'imported.json'

const note = z.object({ corpus: z.string() })

/** The archive that the server in that folder holds, if it holds one. */
export async function keptCorpus(folder: string): Promise<Corpus | undefined> {
  const path = join(folder, KEPT)
  if (!existsSync(path)) return undefined
  return knownCorpus(note.parse(JSON.parse(await readFile(path, 'utf8'))).corpus)
}
