import type { Query } from './tree.ts'

// Called on what one piece was read into: a leaf, or a few of them. Deeper trees are not measured.

/** How many words, dates, names and the like it asks for. */
export function sizeOf(query: Query): number {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.reduce((sum, part) => sum + sizeOf(part), 0)
    case 'not':
      return sizeOf(query.part)
    case 'phrase':
    case 'prefix':
      return query.words.length
    case 'person':
      return Math.max(1, query.words.length)
    case 'everything':
      return 0
    default:
      return 1
  }
}

/** What fits: a long phrase without its end, which finds no less; all of anything else, or nothing. */
export function cutToSize(query: Query, room: number): Query | undefined {
  if (sizeOf(query) <= room) return query
  if (room <= 0 || (query.kind !== 'phrase' && query.kind !== 'prefix')) return undefined
  return { kind: 'phrase', zone: query.zone, words: query.words.slice(0, room) }
}
