// The words of a question that a hit is shown for: its own, not those that it must not have.
import type { Query } from './query/tree.ts'

export type AskedWords = Extract<Query, { kind: 'word' | 'phrase' | 'prefix' }>

/** Whether nothing but names of files is asked about. */
export const asksFileNames = (asked: readonly AskedWords[]): boolean =>
  asked.length > 0 && asked.every(({ zone }) => zone === 'filename')

/** In the order of the question. */
export function askedWords(query: Query): AskedWords[] {
  switch (query.kind) {
    case 'word':
    case 'phrase':
    case 'prefix':
      return [query]
    case 'and':
    case 'or':
      return query.parts.flatMap(askedWords)
    default:
      return []
  }
}
