import type { Leaf, Query } from '#search/query/tree.ts'

/** A tree on one line, for tables: `and(word velo, not(list x))`. */
export function compact(query: Query): string {
  switch (query.kind) {
    case 'everything':
      return 'everything'
    case 'and':
    case 'or':
      return `${query.kind}(${query.parts.map((part) => compact(part)).join(', ')})`
    case 'not':
      return `not(${compact(query.part)})`
    default:
      return compactLeaf(query)
  }
}

function compactLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'word':
      return place(leaf.zone, `word ${leaf.word}`)
    case 'phrase':
      return place(leaf.zone, `"${leaf.words.join(' ')}"`)
    case 'prefix':
      return place(leaf.zone, `${leaf.words.join(' ')}*`)
    case 'person': {
      const words = leaf.beginning === undefined ? leaf.words : [...leaf.words, `${leaf.beginning}*`]
      return `${leaf.role} ${leaf.address ?? words.join('+')}`
    }
    case 'list':
    case 'space':
      return `${leaf.kind} ${leaf.name}`
    case 'dates':
      return `[${leaf.from ?? ''}, ${leaf.until ?? ''})`
    case 'has':
      return 'has attachment'
    case 'file-kind':
      return `file ${leaf.of}`
    case 'id':
      return `id ${leaf.messageId}`
    case 'thread':
      return `thread ${leaf.hash}`
  }
}

function place(zone: string, what: string): string {
  return zone === 'anywhere' ? what : `${zone} ${what}`
}
