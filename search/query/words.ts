import { foldedWords } from '../fold.ts'
import { type Note, note } from './notes.ts'
import { withoutQuotes } from './quotes.ts'
import type { Phrase, Prefix, Word, Zone } from './tree.ts'

/** Shorter beginnings would be those of half the archive's words. */
export const BEGINNING_CHARS = 2

/** What was typed, read as words; no words where it has neither letter nor digit. */
export interface Typed {
  readonly words: readonly string[]
  /** What the last word is: itself, or a beginning. */
  readonly last: 'word' | 'beginning'
  readonly written?: string
  readonly notes: readonly Note[]
}

/** Reads the words of a piece of text; a star at its end makes the last one a beginning. */
export function readWords(text: string): Typed {
  const trimmed = text.trimEnd()
  const notes: Note[] = []
  const inside = /\*[\p{L}\p{N}]/u.test(trimmed)
  if (inside) notes.push(note('star-inside', trimmed))
  const words = foldedWords(trimmed)
  let last: Typed['last'] = trimmed.endsWith('*') && words.length > 0 ? 'beginning' : 'word'
  if (last === 'beginning' && [...(words.at(-1) ?? '')].length < BEGINNING_CHARS) {
    notes.push(note('short-beginning', trimmed))
    last = 'word'
    if (words.length > 1) words.pop()
  }
  const written = trimEnds(withoutQuotes(trimmed.replaceAll('*', ' ')))
  const faithful = foldedWords(written).join(' ') === words.join(' ') && written !== words.join(' ')
  return { words, last, notes, ...(faithful && { written }) }
}

/** What words ask for in one place: several that were typed as one (« compte-rendu ») stand in a row. */
export function askWords(
  typed: Typed,
  zone: Zone,
  form: 'bare' | 'quoted',
): Word | Phrase | Prefix | undefined {
  const [first, ...others] = typed.words
  if (first === undefined) return undefined
  const written = typed.written === undefined ? {} : { written: typed.written }
  if (typed.last === 'beginning') return { kind: 'prefix', zone, words: typed.words, ...written }
  if (form === 'quoted' || others.length > 0) return { kind: 'phrase', zone, words: typed.words, ...written }
  return { kind: 'word', zone, word: first, ...written }
}

function trimEnds(text: string): string {
  return text.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, '')
}
