// A question cut into pieces, from left to right.
import { type Operator, operatorNamed } from './operators.ts'
import type { Read, Sign, Term, Token } from './pieces.ts'
import { isQuote, QUOTES } from './quotes.ts'
import { bareEnd, readValue } from './values.ts'

// French capitals have their operators too; « ou » and « et » in small letters are ordinary words.
const KEYWORD = new RegExp(`(?:(or|OR|OU)|(NOT|NON)|AND|ET)(?![^\\s()|${QUOTES}])`, 'y')

const NAME = /(\p{L}[\p{L}\p{M}\p{N}_-]{0,19})(\s*):/uy
const NOT_OPERATORS = new Set(['re', 'fw', 'fwd', 'tr', 'mailto', 'tel', 'sms'])

/** The pieces, each with the place where it begins. */
export function* tokensOf(text: string): Generator<{ readonly token: Token; readonly at: number }> {
  let at = 0
  while (at < text.length) {
    const { tokens, next } = readAt(text, at)
    for (const token of tokens) yield { token, at }
    at = Math.max(next, at + 1)
  }
}

function readAt(text: string, at: number): Read {
  const char = text[at] ?? ''
  if (/\s/.test(char)) return { tokens: [], next: at + 1 }
  if (char === ')') return { tokens: [{ kind: 'close' }], next: at + 1 }
  if (char === '|') return { tokens: [{ kind: 'or', raw: char }], next: at + (text[at + 1] === '|' ? 2 : 1) }
  if (char !== '-') return readPiece(text, at, at, 'with')
  const dashes = runOf(text, at, '-')
  // One dash right before something says no; « -- », « - word » and « -) » say nothing.
  const negates = dashes === 1 && /[^\s|)]/.test(text[at + 1] ?? ' ')
  return negates ? readPiece(text, at, at + 1, 'without') : { tokens: [], next: at + dashes }
}

/** A group, a quotation, a keyword, an operator with its value, or a word; `start` is after the sign. */
function readPiece(text: string, at: number, start: number, sign: Sign): Read {
  const char = text[start] ?? ''
  if (char === '(' || isQuote(char)) return readValue(text, at, start, sign, undefined)
  const keyword = sign === 'with' ? keywordAt(text, start) : null
  if (keyword !== null) {
    const [raw, or, not] = keyword
    const tokens: Token[] = or ? [{ kind: 'or', raw }] : not ? [{ kind: 'not', raw }] : []
    return { tokens, next: start + raw.length }
  }
  return readOperator(text, at, start, sign) ?? readValue(text, at, start, sign, undefined)
}

function readOperator(text: string, at: number, start: number, sign: Sign): Read | undefined {
  const found = nameAt(text, start)
  if (found === undefined) return undefined
  const { name, operator, spaced } = found
  const value = found.next
  const next = text[value] ?? ' '
  if (operator === undefined) {
    if (spaced || /[\s/]/.test(next) || NOT_OPERATORS.has(name.toLowerCase())) return undefined
    const end = bareEnd(text, start)
    const raw = text.slice(at, end)
    return { tokens: [{ kind: 'term', sign, raw, text: text.slice(start, end), form: 'unknown' }], next: end }
  }
  if (spaced && name.length === 1 && operator !== operatorNamed('à')) return undefined
  const begin = value + (/^\s*/.exec(text.slice(value))?.[0].length ?? 0)
  if (!(begin === value ? /[^\s|)]/.test(next) : beginsValue(text, begin))) {
    const raw = text.slice(at, value)
    const note: Token = { kind: 'note', name: 'empty-operator', raw }
    const term: Term = { kind: 'term', sign, raw, text: name, form: 'bare' }
    return { tokens: sign === 'with' ? [note, term] : [note], next: value }
  }
  return readValue(text, at, begin, sign, operator)
}

// People write « sujet : vélo » as French has it: spaces are allowed around the colon of a known name.
function nameAt(
  text: string,
  start: number,
): { name: string; operator?: Operator; spaced: boolean; next: number } | undefined {
  NAME.lastIndex = start
  const match = NAME.exec(text)
  if (match === null) return undefined
  const name = match[1] ?? ''
  const operator = operatorNamed(name)
  const spaced = match[2] !== ''
  return { name, spaced, next: NAME.lastIndex, ...(operator && { operator }) }
}

/** Whether what stands after « de: » and a space is a value, not the next thing asked. */
function beginsValue(text: string, at: number): boolean {
  if (at >= text.length || /[-|)]/.test(text[at] ?? '')) return false
  return keywordAt(text, at) === null && nameAt(text, at)?.operator === undefined
}

function keywordAt(text: string, at: number): RegExpExecArray | null {
  KEYWORD.lastIndex = at
  return KEYWORD.exec(text)
}

function runOf(text: string, start: number, char: string): number {
  let at = start
  while (text[at] === char) at++
  return at - start
}
