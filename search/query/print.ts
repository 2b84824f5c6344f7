import { foldedWords } from '../fold.ts'
import { dayBefore, periodName } from './dates.ts'
import { nameOfFileKind } from './file-kinds.ts'
import type { Dates, Leaf, Person, Query, Role, Zone } from './tree.ts'

const ZONES: Readonly<Record<Zone, string>> = {
  anywhere: '',
  subject: 'sujet:',
  new: 'nouveau:',
  quoted: 'cité:',
  filename: 'fichier:',
}
const ROLES: Readonly<Record<Role, string>> = { from: 'de:', to: 'à:', any: 'personne:' }

/** The question as somebody would type it, with French operators; parseQuery reads the same tree from it. */
export function printQuery(query: Query): string {
  return query.kind === 'everything' ? '' : print(query)
}

// As deep as the parser lets parentheses be.
function print(query: Query): string {
  switch (query.kind) {
    case 'everything':
      return '*'
    case 'or':
      return query.parts.map((part) => print(part)).join(' OU ')
    case 'and':
      return query.parts.map((part) => (part.kind === 'or' ? `(${print(part)})` : print(part))).join(' ')
    case 'not':
      return query.part.kind === 'or' || query.part.kind === 'and'
        ? `-(${print(query.part)})`
        : `-${print(query.part)}`
    default:
      return printLeaf(query)
  }
}

function printLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'word':
      return ZONES[leaf.zone] + printWord(leaf.word, leaf.written)
    case 'phrase':
      return ZONES[leaf.zone] + printPhrase(leaf.words, leaf.written)
    case 'prefix':
      return ZONES[leaf.zone] + printBeginning(leaf.words, leaf.written)
    case 'person':
      return ROLES[leaf.role] + printPerson(leaf)
    case 'list':
      return `liste:${printName(leaf.name)}`
    case 'space':
      return `espace:${printName(leaf.name)}`
    case 'dates':
      return printDates(leaf)
    case 'has':
      return 'avec:pj'
    case 'file-kind':
      return `type:${nameOfFileKind(leaf.of)}`
    case 'id':
      return `id:<${leaf.messageId}>`
    case 'thread':
      return `fil:${leaf.hash}`
  }
}

// What is read as one word or one compound wherever it stands: no colon, no quotation mark, no parenthesis, no star.
const COMPOUND = /^[\p{L}\p{N}\p{M}]+(?:[-'’._@+][\p{L}\p{N}\p{M}]+)*$/u

function printWord(word: string, written = word): string {
  const shown = COMPOUND.test(written) && means(written, [word]) ? written : word
  // « or » between two words would join them; these would too, or say no.
  return /^(?:or|OR|OU|AND|ET|NOT|NON)$/.test(shown)
    ? shown.charAt(0).toUpperCase() + shown.slice(1).toLowerCase()
    : shown
}

function printPhrase(words: readonly string[], written?: string): string {
  if (written !== undefined && means(written, words))
    return words.length > 1 && COMPOUND.test(written) ? written : `"${written}"`
  return `"${words.join(' ')}"`
}

function printBeginning(words: readonly string[], written?: string): string {
  const shown = written !== undefined && means(written, words) ? written : words.join(' ')
  return COMPOUND.test(shown) ? `${shown}*` : `"${shown}*"`
}

function printPerson(person: Person): string {
  if (person.address !== undefined) return person.address
  const words = person.beginning === undefined ? person.words : [...person.words, person.beginning]
  const star = person.beginning === undefined ? '' : '*'
  const shown =
    person.written !== undefined && means(person.written, words) ? person.written : words.join(' ')
  return COMPOUND.test(shown) ? shown + star : `"${shown}${star}"`
}

function printName(name: string): string {
  return /^[\p{L}\p{N}@][\p{L}\p{N}\p{M}@._+-]*$/u.test(name) ? name : `"${name}"`
}

function printDates({ from, until }: Dates): string {
  if (from === undefined) return `avant:${until ?? '9999-12-31'}`
  if (until === undefined) return `après:${from}`
  return `date:${periodName(from, until) ?? `${from}..${dayBefore(until)}`}`
}

function means(written: string, words: readonly string[]): boolean {
  return !/["“”„‟＂«»*]/.test(written) && foldedWords(written).join(' ') === words.join(' ')
}
