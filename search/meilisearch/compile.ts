// From the tree of a question to a filter. What only PostgreSQL knows (forms of words, names of lists, threads) is
// given, asked for beforehand (resolve.ts).
import { ANYWHERE, type Zone } from '../postgres/zones.ts'
import type { Zone as AskedZone, Dates, Leaf, Person, Query } from '../query/tree.ts'
import { allBut, allOf, anyOf, atLeast, beginning, below, type Filter, oneOf } from './filter.ts'
import { pair, pairStart, term, termStart } from './terms.ts'

/** What is known of a question's words and names. */
export interface Known {
  /** Forms in use that have the word's stem, itself among them. */
  readonly forms: (word: string) => readonly string[]
  /** Whole addresses in use that a person's address or part of one means, or that have all of these words. */
  readonly addresses: (person: Person) => readonly string[]
  readonly lists: (leaf: Leaf & { readonly kind: 'list' | 'space' }) => readonly number[]
  readonly messages: (leaf: Leaf & { readonly kind: 'id' | 'thread' }) => readonly number[]
  /** Milliseconds since 1970 at which a day begins. */
  readonly instant: (day: string) => number
  /** Messages that were looked at and have the row (rows.ts); undefined when none were: pairs decide. */
  readonly row: (leaf: Row) => readonly number[] | undefined
}

/** Words that stand in a row. */
export type Row = Leaf & { readonly kind: 'phrase' | 'prefix' }

/** The messages that a question means. */
export function compile(query: Query, known: Known): Filter {
  switch (query.kind) {
    case 'everything':
      return 'all'
    case 'and':
      return allOf(query.parts.map((part) => compile(part, known)))
    case 'or':
      return anyOf(query.parts.map((part) => compile(part, known)))
    case 'not':
      return allBut(compile(query.part, known))
    default:
      return compileLeaf(query, known)
  }
}

function compileLeaf(leaf: Leaf, known: Known): Filter {
  switch (leaf.kind) {
    case 'word':
      return inZones(zonesOf(leaf.zone), known.forms(leaf.word))
    case 'phrase':
    case 'prefix': {
      const looked = known.row(leaf)
      return looked === undefined ? pairsOf(leaf) : oneOf('id', looked)
    }
    case 'person':
      return compilePerson(leaf, known)
    case 'list':
    case 'space':
      return oneOf('lists', known.lists(leaf))
    case 'dates':
      return between(leaf, known)
    case 'has':
      return oneOf('kinds', ['file'])
    case 'file-kind':
      return oneOf('kinds', [leaf.of])
    case 'id':
    case 'thread':
      return oneOf('id', known.messages(leaf))
  }
}

/** The zones that an operator means. */
const zonesOf = (zone: AskedZone): readonly Zone[] => (zone === 'anywhere' ? ANYWHERE : [zone])

/** One of these words as written, in one of these zones. */
export function inZones(zones: readonly Zone[], words: readonly string[]): Filter {
  return oneOf(
    'words',
    zones.flatMap((zone) => words.map((word) => term(zone, word))),
  )
}

/** Whether pairs alone say that words stand in a row; of more than two they say that each two do, somewhere. */
export const isSureByPairs = ({ words }: Row): boolean => words.length <= 2

/** What all have that have the row in one of its zones. */
export function pairsOf(row: Row): Filter {
  return anyOf(zonesOf(row.zone).map((zone) => pairsIn(zone, row)))
}

function pairsIn(zone: Zone, { kind, words }: Row): Filter {
  const [first = ''] = words
  if (words.length === 1)
    return kind === 'prefix'
      ? beginning('words', termStart(zone, first))
      : oneOf('words', [term(zone, first)])
  return allOf(
    words.slice(1).map((next, at) => {
      const before = words[at] ?? ''
      const isBegun = kind === 'prefix' && at === words.length - 2
      return isBegun
        ? beginning('pairs', pairStart(zone, before, next))
        : oneOf('pairs', [pair(zone, before, next)])
    }),
  )
}

const ROLES: Readonly<Record<Person['role'], readonly Zone[]>> = {
  from: ['sender'],
  to: ['recipient'],
  any: ['sender', 'recipient'],
}

function compilePerson(person: Person, known: Known): Filter {
  return anyOf(
    ROLES[person.role].map((zone) => {
      const byAddress = inZones([zone], known.addresses(person))
      if (person.address !== undefined) return byAddress
      const begun =
        person.beginning === undefined ? [] : [beginning('words', termStart(zone, person.beginning))]
      return anyOf([byAddress, allOf([...person.words.map((word) => inZones([zone], [word])), ...begun])])
    }),
  )
}

function between({ from, until }: Dates, known: Known): Filter {
  return allOf([
    ...(from === undefined ? [] : [atLeast('at', known.instant(from))]),
    ...(until === undefined ? [] : [below('at', known.instant(until))]),
  ])
}
