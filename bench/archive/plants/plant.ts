import type { Match } from '../answers.ts'
import type { FileKind } from '../files/file.ts'
import type { Coding } from '../mime/text-part.ts'

/** What HTML does not show, and what header, frame and pictures of a mail hold: nobody wrote it, nobody may find it. */
export type Unseen =
  | 'style'
  | 'comment'
  | 'attribute'
  | 'script'
  | 'template'
  | 'header'
  | 'boundary'
  | 'preamble'
  | 'picture'

/** Something planted in a mail, and where. */
export type Plant =
  /** A paragraph of what the author says. */
  | { readonly where: 'text'; readonly text: string }
  /** In the HTML of a mail that has nothing else. */
  | { readonly where: 'html'; readonly html: string }
  | { readonly where: 'subject'; readonly word: string }
  | { readonly where: 'file'; readonly kind: FileKind; readonly text: string }
  | { readonly where: 'file-name'; readonly word: string }
  /** In a mail attached to it. */
  | { readonly where: 'forwarded'; readonly text: string }
  /** In a line of some 4,000 letters. */
  | { readonly where: 'long-line'; readonly word: string }
  /** In what it quotes of a mail that never came to the archive. */
  | { readonly where: 'quoted'; readonly text: string }
  | { readonly where: 'signature'; readonly text: string }
  | { readonly where: 'unseen'; readonly place: Unseen; readonly word: string }
  /** A paragraph of a mail that is encoded so. */
  | { readonly where: 'coded'; readonly text: string; readonly coding: Coding }

/** A question, and what has to be planted for it: in as many mails as there are plants. */
export interface Question {
  readonly query: string
  readonly match: Match
  readonly expect: readonly Plant[]
  /** Looks like an answer and is none. */
  readonly reject?: readonly Plant[]
  readonly note?: string
}

/** What questions are made of. */
export interface Seeds {
  /** A word that is nowhere else, nor one like it; with an ending and a beginning if given. */
  rare(letters: 'plain' | 'accented', ending?: string, beginning?: string): string
  pick<T>(from: readonly T[]): T
}

/** A kind of question; the n-th of `count`, from 0. */
export interface Kind {
  readonly name: string
  readonly count: number
  question(seeds: Seeds, n: number): Question
}

/** Plants that change the form of the whole mail: each has one for itself. */
export function isAlone({ where }: Plant): boolean {
  return where === 'coded' || where === 'quoted' || where === 'signature'
}

/** Paragraphs that say it in turn: with an index. */
export function said(...texts: readonly string[]): Plant[] {
  return texts.map((text) => ({ where: 'text', text }))
}

/** The same, so many times over, in sentences that differ. */
export function times(count: number, sentence: (n: number) => string): Plant[] {
  return said(...Array.from({ length: count }, (_, n) => sentence(n)))
}
