// Where the words and sentences of an archive come from: a folder with `words.txt` and `sentences.txt`, one a line,
// or our own, which need nothing but this program: the demonstration's dialogues and a coined lexicon.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scenes } from '../demo/scenes/all.ts'
import { coin } from './coined.ts'
import type { Dice } from './dice.ts'
import { COMMON } from './french.ts'

export interface Lexicon {
  /** The most frequent first. */
  readonly words: readonly string[]
  readonly sentences: readonly string[]
  /** What part of all sentences is taken from `sentences`; the others are words in a row. */
  readonly asWritten: number
}

const COINED_WORDS = 60_000
const WORD = /[a-zàâäéèêëîïôöùûüçœæ-]{2,}/g

/** Our own: few sentences, so that they must not return too often. */
export function ownLexicon(dice: Dice): Lexicon {
  const sentences = scenes
    .flatMap((scene) => scene.lines)
    .flatMap(({ text }) => text.split(/\n+|(?<=[.!?…])\s+(?=\p{Lu}|«)/u))
    .filter((sentence) => sentence.length > 25 && sentence.length < 320 && !/[{}<>@]/.test(sentence))
  const words = new Set([...COMMON, ...byFrequency(sentences)])
  while (words.size < COINED_WORDS)
    words.add(coin(dice, 2 + dice.below(3), dice.happens(0.35) ? 'accented' : 'plain'))
  return { words: [...words], sentences, asWritten: 0.2 }
}

/** That of a folder. */
export async function folderLexicon(folder: string, dice: Dice): Promise<Lexicon> {
  const lines = async (name: string): Promise<string[]> =>
    (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => line !== '')
  const sentences = await lines('sentences.txt')
  const frequent = byFrequency(sentences)
  const words = new Set([...frequent, ...dice.shuffled(await lines('words.txt'))])
  return { words: [...words], sentences, asWritten: 0.6 }
}

/** Two lexicons with the same print make the same archives. */
export function printOf({ words, sentences }: Lexicon): string {
  return createHash('sha256')
    .update(`${sentences.join('\n')}\0${words.join('\n')}`)
    .digest('hex')
}

function byFrequency(sentences: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const sentence of sentences)
    for (const [word] of sentence.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([a, often], [b, less]) => less - often || (a < b ? -1 : 1)).map(([word]) => word)
}
