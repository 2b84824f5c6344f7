// What was understood, as data that the catalogue has sentences for: « messages de anne, avant le 12 mars 2019,
// contenant “atelier” ». Who, where and when come first, words after, alternatives and exceptions last.

import type { FileKind } from '#archive/file-kinds.ts'
import { dayBefore, periodName } from './dates.ts'
import type { Dates, Leaf, Query, Role, Zone } from './tree.ts'

export type SaidKey =
  | 'everything'
  | `word.${Zone}` // `items`: all of them, where several words are looked for in one place
  | `phrase.${Zone}`
  | `prefix.${Zone}`
  | `person.${Role}`
  | 'list'
  | 'space'
  | 'dates.year' // `from` is the day of the year, the month, the day to name
  | 'dates.month'
  | 'dates.day'
  | 'dates.between' // `from` and `last`, both included
  | 'dates.from' // included
  | 'dates.before' // `until`, excluded
  | 'has.attachment'
  | `file-kind.${FileKind}`
  | 'id'
  | 'thread'
  | 'and'
  | 'or'
  | 'not'

/** One clause. Words as they were typed, days ISO. */
export interface Said {
  readonly key: SaidKey
  readonly items: readonly string[]
  readonly from?: string
  readonly last?: string
  readonly until?: string
  readonly parts: readonly Said[]
}

/** The clauses of a question; `and`, `or` and `not` have theirs in `parts`. */
export function explain(query: Query): Said {
  switch (query.kind) {
    case 'everything':
      return clause('everything')
    case 'and':
      return {
        key: 'and',
        items: [],
        parts: inOrder(query.parts)
          .map((part) => explain(part))
          .reduce(gather, []),
      }
    case 'or':
      return { key: 'or', items: [], parts: query.parts.map((part) => explain(part)) }
    case 'not':
      return { key: 'not', items: [], parts: [explain(query.part)] }
    default:
      return explainLeaf(query)
  }
}

function explainLeaf(leaf: Leaf): Said {
  switch (leaf.kind) {
    case 'word':
      return clause(`word.${leaf.zone}`, leaf.written ?? leaf.word)
    case 'phrase':
    case 'prefix':
      return clause(`${leaf.kind}.${leaf.zone}`, leaf.written ?? leaf.words.join(' '))
    case 'person': {
      const words = leaf.beginning === undefined ? leaf.words : [...leaf.words, leaf.beginning]
      const star = leaf.beginning === undefined ? '' : '*'
      return clause(`person.${leaf.role}`, leaf.address ?? (leaf.written ?? words.join(' ')) + star)
    }
    case 'list':
    case 'space':
      return clause(leaf.kind, leaf.name)
    case 'dates':
      return explainDates(leaf)
    case 'has':
      return clause('has.attachment')
    case 'file-kind':
      return clause(`file-kind.${leaf.of}`)
    case 'id':
      return clause('id', leaf.messageId)
    case 'thread':
      return clause('thread', leaf.hash)
  }
}

function explainDates({ from, until }: Dates): Said {
  if (from === undefined) return { ...clause('dates.before'), ...(until !== undefined && { until }) }
  if (until === undefined) return { ...clause('dates.from'), from }
  const name = periodName(from, until)
  if (name === undefined) return { ...clause('dates.between'), from, last: dayBefore(until) }
  return {
    ...clause(name.length === 4 ? 'dates.year' : name.length === 7 ? 'dates.month' : 'dates.day'),
    from,
  }
}

function clause(key: SaidKey, ...items: string[]): Said {
  return { key, items, parts: [] }
}

const ORDER: readonly Query['kind'][] = [
  ...(['person', 'list', 'space', 'dates', 'has', 'file-kind', 'id', 'thread'] as const),
  ...(['phrase', 'word', 'prefix', 'and', 'or', 'not', 'everything'] as const),
]

function inOrder(parts: readonly Query[]): readonly Query[] {
  return parts.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

// « contenant atelier et vélo », not twice « contenant ».
function gather(said: readonly Said[], next: Said): readonly Said[] {
  const at = next.key.startsWith('word.') ? said.findIndex((one) => one.key === next.key) : -1
  return at === -1
    ? [...said, next]
    : said.map((one, n) => (n === at ? { ...one, items: [...one.items, ...next.items] } : one))
}
