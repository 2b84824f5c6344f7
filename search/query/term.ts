// One piece of a question, with or without an operator, read into the tree.
import { foldedWords } from '../fold.ts'
import { anyOf, together } from './combine.ts'
import { readDates, withoutHour } from './dates.ts'
import { fileKindNamed } from './file-kinds.ts'
import { type Note, type NoteName, note } from './notes.ts'
import { nearestOperator, type Operator } from './operators.ts'
import type { Term } from './pieces.ts'
import { QUOTES, withoutQuotes } from './quotes.ts'
import type { Person, Query, Role, Zone } from './tree.ts'
import { askWords, readWords } from './words.ts'

/** What a piece asks for: nothing where it has no word. */
export interface Reading {
  readonly query?: Query
  readonly notes: readonly Note[]
}

/** Reads a piece; `around` is the operator of the parentheses that it stands in. Its sign is left to the parser. */
export function readTerm(term: Term, around?: Operator): Reading {
  if (term.form === 'unknown') return unknown(term)
  const operator = term.operator ?? around
  if (operator === undefined) return words(term, ['anywhere'])
  const reading = readValue(term, operator)
  const empty = term.operator !== undefined && reading.query === undefined
  return empty ? { notes: [...reading.notes, note('empty-operator', term.raw)] } : reading
}

function readValue(term: Term, operator: Operator): Reading {
  switch (operator.kind) {
    case 'words':
      return words(term, operator.zones)
    case 'person':
      return person(term, operator.role)
    case 'list':
    case 'space': {
      const name = plainName(term.text)
      return name === '' ? { notes: [] } : { query: { kind: operator.kind, name }, notes: [] }
    }
    case 'dates': {
      const day = withoutHour(term.text)
      const query = readDates(day, operator.reading)
      if (query === undefined) return instead('bad-date', term, 'anywhere')
      return { query, notes: day === term.text ? [] : [note('day-only', term.raw)] }
    }
    case 'has': {
      if (ATTACHMENT.has(foldedWords(term.text).join(' '))) return { query: HAS_ATTACHMENT, notes: [] }
      const of = fileKindNamed(term.text)
      if (of !== undefined) return { query: { kind: 'file-kind', of }, notes: [] }
      return instead('unknown-thing', term, 'anywhere')
    }
    case 'file-kind': {
      const of = fileKindNamed(term.text)
      if (of !== undefined) return { query: { kind: 'file-kind', of }, notes: [] }
      return instead('unknown-kind', term, 'filename')
    }
    case 'id': {
      const messageId = term.text.replace(/^<|>.*$|\s+$/gs, '').trim()
      return messageId === '' ? { notes: [] } : { query: { kind: 'id', messageId }, notes: [] }
    }
    case 'thread': {
      const hash = THREAD.exec(term.text.trim())?.[1]?.toLowerCase()
      return hash === undefined
        ? instead('bad-thread', term, 'anywhere')
        : { query: { kind: 'thread', hash }, notes: [] }
    }
  }
}

const HAS_ATTACHMENT = { kind: 'has', what: 'attachment' } as const
const ATTACHMENT = new Set(
  (
    'pj,pjs,piece,pieces,piece jointe,pieces jointes,fichier,fichiers,fichier joint,fichiers joints,' + // French
    'attachment,attachments,file,files'
  ).split(','),
)

// The hash of a thread, alone or at the end of its page's address (base32 of a SHA-1, `-2` on a collision).
const THREAD = /^(?:\S*\/threads\/)?([a-z2-7]{32}(?:-\d{1,6})?)\/?$/i

const ADDRESSES = new RegExp(`[^\\s<>(),;:|*${QUOTES}]*@[^\\s<>(),;:|*${QUOTES}]*`, 'g')

function person(term: Term, role: Role): Reading {
  const address = addressIn(term.text)
  if (address !== undefined) return { query: { kind: 'person', role, address, words: [] }, notes: [] }
  const typed = readWords(term.text)
  if (typed.words.length === 0) return { notes: typed.notes }
  const beginning = typed.last === 'beginning' ? typed.words.at(-1) : undefined
  const query: Person = {
    kind: 'person',
    role,
    words: beginning === undefined ? typed.words : typed.words.slice(0, -1),
    ...(beginning !== undefined && { beginning }),
    ...(typed.written !== undefined && { written: typed.written }),
  }
  return { query, notes: typed.notes }
}

/** The first address of a text, or what somebody typed of one (« @asso.example »). */
function addressIn(text: string): string | undefined {
  const found = text.match(ADDRESSES)?.map((at) => at.toLowerCase().normalize('NFC').replace(/\.+$/, ''))
  return found?.find((address) => address !== '@')
}

function words(term: Term, zones: readonly Zone[]): Reading {
  const typed = readWords(term.text)
  const form = term.form === 'quoted' ? 'quoted' : 'bare'
  const asked = zones.flatMap((zone) => askWords(typed, zone, form) ?? [])
  return asked.length === 0 ? { notes: typed.notes } : { query: anyOf(asked), notes: typed.notes }
}

/** The value as words, and why. */
function instead(name: NoteName, term: Term, zone: Zone): Reading {
  const reading = words(term, [zone])
  return reading.query === undefined
    ? reading
    : { ...reading, notes: [note(name, term.raw), ...reading.notes] }
}

// The name may be a word too (« attention:verglas »), so both are looked for.
function unknown(term: Term): Reading {
  const colon = term.text.indexOf(':')
  const sides = [term.text.slice(0, colon), term.text.slice(colon + 1)]
  const asked = sides.flatMap((text) => askWords(readWords(text), 'anywhere', 'bare') ?? [])
  if (asked.length === 0) return { notes: [] }
  const nearest = nearestOperator(sides[0] ?? '')
  return { query: together(asked), notes: [note('unknown-operator', term.raw, nearest && `${nearest}:`)] }
}

function plainName(text: string): string {
  return withoutQuotes(text.replace(/[<>*]/g, ' ')).toLowerCase().normalize('NFC').trim()
}
