// From the tree of a question to a filter. What only PostgreSQL knows (forms of words, names of lists, threads) is
// given, asked for beforehand (resolve.ts).
import { addressWord } from '../postgres/written.ts'
import { ANYWHERE, type Zone } from '../postgres/zones.ts'
import type { Zone as AskedZone, Dates, Leaf, Person, Query } from '../query/tree.ts'
import { allBut, allOf, anyOf, atLeast, beginning, below, type Filter, oneOf } from './filter.ts'
import { pair, pairStart, term, termStart } from './terms.ts'

/** What is known of a question's words and names. */
export interface Known {
  /** Forms in use that have the word's stem, itself among them. */
  readonly forms: (word: string) => readonly string[]
  /** Addresses in use that have this part, with its @, or this word. */
  readonly addresses: (part: string) => readonly string[]
  readonly lists: (kind: 'list' | 'space', name: string) => readonly number[]
  readonly messages: (leaf: Named) => readonly number[]
  /** Milliseconds since 1970 at which a day begins. */
  readonly instant: (day: string) => number
  /** Messages that were looked at and have the row (rows.ts); undefined when none were: pairs decide. */
  readonly row: (leaf: Row) => readonly number[] | undefined
}

/** A message or a thread, by its name. */
export type Named = Leaf & { readonly kind: 'id' | 'thread' }

/** Words that stand in a row. */
export type Row = Leaf & { readonly kind: 'phrase' | 'prefix' }

/** The messages that a question means; words without an operator are looked for in these zones. */
export function compile(query: Query, known: Known, anywhere: readonly Zone[] = ANYWHERE): Filter {
  switch (query.kind) {
    case 'everything':
      return 'all'
    case 'and':
      return allOf(query.parts.map((part) => compile(part, known, anywhere)))
    case 'or':
      return anyOf(query.parts.map((part) => compile(part, known, anywhere)))
    case 'not':
      // What must not be there must be nowhere, even when the rest is looked for in subjects only.
      return allBut(compile(query.part, known, ANYWHERE))
    default:
      return compileLeaf(query, known, anywhere)
  }
}

function compileLeaf(leaf: Leaf, known: Known, anywhere: readonly Zone[]): Filter {
  switch (leaf.kind) {
    case 'word':
      return inZones(zonesOf(leaf.zone, anywhere), known.forms(leaf.word))
    case 'phrase':
    case 'prefix': {
      const looked = known.row(leaf)
      const pairs = rowIn(leaf, anywhere)
      return looked === undefined ? pairs : allOf([oneOf('id', looked), pairs])
    }
    case 'person':
      return compilePerson(leaf, known)
    case 'list':
    case 'space':
      return oneOf('lists', known.lists(leaf.kind, leaf.name))
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

function zonesOf(zone: AskedZone, anywhere: readonly Zone[]): readonly Zone[] {
  return zone === 'anywhere' ? anywhere : [zone]
}

/** One of these words as written, in one of these zones. */
function inZones(zones: readonly Zone[], words: readonly string[]): Filter {
  return oneOf(
    'words',
    zones.flatMap((zone) => words.map((word) => term(zone, word))),
  )
}

/** Whether pairs alone say that words stand in a row; of more than two they say that each two do, somewhere. */
export const isSureByPairs = ({ words }: Row): boolean => words.length <= 2

/** What all have that have the row in one of its zones. */
export function rowIn(row: Row, anywhere: readonly Zone[] = ANYWHERE): Filter {
  const zones = zonesOf(row.zone, anywhere)
  if (row.kind === 'phrase' && row.words.length === 1) return inZones(zones, row.words)
  return anyOf(zones.map((zone) => pairsIn(zone, row)))
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
/** Local part and a domain with a dot. */
const WHOLE_ADDRESS = /^[^@]+@[^@]+\.[^@.]+$/

function compilePerson({ role, address, words, beginning: begun }: Person, known: Known): Filter {
  const zones = ROLES[role]
  if (address !== undefined)
    return inZones(zones, WHOLE_ADDRESS.test(address) ? [addressWord(address)] : known.addresses(address))
  return allOf([
    ...words.map((word) => inZones(zones, [word, ...known.addresses(word)])),
    ...(begun === undefined ? [] : [anyOf(zones.map((zone) => beginning('words', termStart(zone, begun))))]),
  ])
}

function between({ from, until }: Dates, known: Known): Filter {
  return allOf([
    ...(from === undefined ? [] : [atLeast('at', known.instant(from))]),
    ...(until === undefined ? [] : [below('at', known.instant(until))]),
  ])
}
