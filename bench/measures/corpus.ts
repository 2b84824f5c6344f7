import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answers, answers } from '../archive/answers.ts'
import { makeArchive } from '../archive/make.ts'

/** An archive in a folder, with what is known of it. */
export interface Corpus {
  readonly folder: string
  readonly answers: Answers
}

const LISTS = { mails: 1_650, fewest: 4, most: 60 } // so many mails a list, on average, until there are 60
const YEARS = 10

/** Makes an archive of so many mails; of ten years, in more lists the larger it is. */
export async function madeCorpus(
  folder: string,
  told: { readonly messages: number; readonly seed: number; readonly text?: string },
): Promise<Corpus> {
  const lists = Math.round(told.messages / LISTS.mails)
  const wishes = { ...told, lists: Math.max(LISTS.fewest, Math.min(LISTS.most, lists)), years: YEARS }
  return { folder, answers: await makeArchive(folder, wishes) }
}

/** An archive that was made before. */
export async function knownCorpus(folder: string): Promise<Corpus> {
  return { folder, answers: answers.parse(JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8'))) }
}
