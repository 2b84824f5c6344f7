// From what somebody typed to the tree. It never fails: what isn't understood is searched as words, and said. Words side
// by side must all be there, and bind tighter than OR, as in public-inbox and notmuch. No recursion: the open
// parentheses are a stack of bounded height.
import { anyOf, butNot, together } from './combine.ts'
import { type Note, note, worthSaying } from './notes.ts'
import type { Operator } from './operators.ts'
import type { Sign, Token } from './pieces.ts'
import { cutToSize, sizeOf } from './size.ts'
import { readTerm } from './term.ts'
import { tokensOf } from './tokens.ts'
import type { Query } from './tree.ts'

export const MAX_QUERY_CHARS = 1_000
/** Words, dates, names and the like in one question, those inside quotations counted. */
export const MAX_TERMS = 64
/** Parentheses in parentheses. */
export const MAX_DEPTH = 20

/** A question as understood, and what was not. */
export interface Understood {
  readonly query: Query
  readonly notes: readonly Note[]
}

/** Open parentheses, or the whole question. */
interface Group {
  readonly sign: Sign
  readonly operator: Operator | undefined
  /** What stands before the last OR: alternatives, each a list of what must all be there. */
  readonly before: Query[]
  current: Query[]
  /** Signs written before what comes next; two undo each other. */
  negations: number
  /** The OR that waits for its right side. */
  or: string | undefined
}

/** Reads a question; any text is one. */
export function parseQuery(text: string): Understood {
  const notes: Note[] = []
  const typed = harmless(text, notes)
  const whole = openGroup('with', undefined)
  const open: Group[] = [whole]
  let room = MAX_TERMS
  let cutGroups = 0

  for (const { token, at } of tokensOf(typed)) {
    const group = open.at(-1) ?? whole
    if (token.kind === 'open' && (cutGroups > 0 || open.length > MAX_DEPTH)) {
      if (cutGroups === 0) notes.push(note('too-deep', typed.slice(at)))
      cutGroups++
      continue
    }
    if (cutGroups > 0) {
      if (token.kind === 'close') cutGroups--
      continue
    }
    if (token.kind === 'open') {
      open.push(openGroup(token.sign, token.operator ?? group.operator))
    } else if (token.kind === 'close') {
      if (open.length === 1) notes.push(note('stray-parenthesis', typed.slice(at)))
      else {
        open.pop()
        add(open.at(-1) ?? whole, group.sign, closeGroup(group, notes))
      }
    } else if (token.kind === 'term') {
      const reading = readTerm(token, group.operator)
      notes.push(...reading.notes)
      if (reading.query === undefined) continue
      const kept = cutToSize(reading.query, room)
      if (kept !== undefined) add(group, token.sign, kept)
      room -= sizeOf(reading.query)
      if (room < 0) {
        notes.push(note('too-many-words', typed.slice(at)))
        break
      }
    } else join(group, token, notes)
  }

  if (open.length > 1 && room >= 0) notes.push(note('open-parenthesis', typed))
  while (open.length > 1) {
    const group = open.pop() ?? whole
    add(open.at(-1) ?? whole, group.sign, closeGroup(group, notes))
  }
  return { query: closeGroup(whole, notes) ?? { kind: 'everything' }, notes: worthSaying(notes) }
}

/** Well-formed text of bounded length, without control characters. */
function harmless(text: string, notes: Note[]): string {
  const plain = text
    .slice(0, MAX_QUERY_CHARS)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b]/g, ' ')
  if (text.length > MAX_QUERY_CHARS)
    notes.push(note('too-long', text.slice(MAX_QUERY_CHARS, 2 * MAX_QUERY_CHARS)))
  return plain
}

function openGroup(sign: Sign, operator: Operator | undefined): Group {
  return { sign, operator, before: [], current: [], negations: 0, or: undefined }
}

function add(group: Group, sign: Sign, query: Query | undefined): void {
  const negated = (group.negations + (sign === 'without' ? 1 : 0)) % 2 === 1
  group.negations = 0
  if (query === undefined) return
  if (group.or !== undefined) {
    group.before.push(together(group.current))
    group.current = []
    group.or = undefined
  }
  group.current.push(negated ? butNot(query) : query)
}

function join(group: Group, token: Exclude<Token, { kind: 'term' | 'open' | 'close' }>, notes: Note[]): void {
  if (token.kind === 'note') notes.push(note(token.name, token.raw))
  if (token.kind === 'not') group.negations++
  if (token.kind !== 'or') return
  if (group.negations > 0) notes.push(note('lone-operator', token.raw))
  group.negations = 0
  if (group.current.length > 0 && group.or === undefined) group.or = token.raw
  else lone(group, token.raw, notes)
}

// « or » in small letters is also French for gold: with nothing to join it is a word.
function lone(group: Group, raw: string, notes: Note[]): void {
  if (raw === 'or') add(group, 'with', { kind: 'word', zone: 'anywhere', word: raw })
  else notes.push(note('lone-operator', raw))
}

function closeGroup(group: Group, notes: Note[]): Query | undefined {
  if (group.negations > 0) notes.push(note('lone-operator', 'NON'))
  const { or } = group
  group.or = undefined
  if (or !== undefined) lone(group, or, notes)
  if (group.current.length === 0) return undefined
  return anyOf([...group.before, together(group.current)])
}
