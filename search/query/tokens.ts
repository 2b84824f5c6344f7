// A question cut into pieces, from left to right.
import { readPeriod } from './dates.ts'
import type { NoteName } from './notes.ts'
import { type Operator, operatorNamed } from './operators.ts'
import { closingQuote, isQuote, QUOTES } from './quotes.ts'

export type Sign = 'with' | 'without'

/** A word, a quotation, or a value with its operator. */
export interface Term {
  readonly kind: 'term'
  readonly sign: Sign
  readonly operator?: Operator
  /** The whole piece, for notes. */
  readonly raw: string
  /** What is looked for, without sign, operator and quotation marks. */
  readonly text: string
  /** 'unknown': with a colon after a name that means nothing. */
  readonly form: 'bare' | 'quoted' | 'unknown'
}

export type Token =
  | Term
  | { readonly kind: 'open'; readonly sign: Sign; readonly operator?: Operator; readonly raw: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'or'; readonly raw: string }
  | { readonly kind: 'not'; readonly raw: string }
  | { readonly kind: 'note'; readonly name: NoteName; readonly raw: string }

interface Read {
  readonly tokens: readonly Token[]
  readonly next: number
}

// French capitals have their operators too; « ou » and « et » in small letters are ordinary words.
const KEYWORD = new RegExp(`(?:(or|OR|OU)|(NOT|NON)|AND|ET)(?![^\\s()|${QUOTES}])`, 'y')

const NAME = /(\p{L}[\p{L}\p{M}\p{N}_-]{0,19})(\s*):/uy
const NOT_OPERATORS = new Set(['re', 'fw', 'fwd', 'tr', 'mailto', 'tel', 'sms'])
const DATE_IN_WORDS =
  /(?:\d{1,2}\p{L}{0,2}\s+)?\p{L}[\p{L}\p{M}]{2,9}\.?\s+(?:\d{1,2}\p{L}{0,2},?\s+)?\d{4}(?![\p{L}\p{N}])/uy

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

/** What is asked, bare or with an operator before it: a group, a quotation, a Message-ID, a date in words, or a word. */
function readValue(
  text: string,
  at: number,
  start: number,
  sign: Sign,
  operator: Operator | undefined,
): Read {
  const asked = operator && { operator }
  const char = text[start] ?? ''
  if (char === '(') {
    const raw = text.slice(at, start + 1)
    return { tokens: [{ kind: 'open', sign, raw, ...asked }], next: start + 1 }
  }
  if (isQuote(char)) return readQuotation(text, at, start, sign, operator)
  const end = valueEnd(text, start, operator)
  const term: Term = {
    kind: 'term',
    sign,
    raw: text.slice(at, end),
    text: text.slice(start, end),
    form: 'bare',
    ...asked,
  }
  return { tokens: [term], next: end }
}

function readQuotation(text: string, at: number, open: number, sign: Sign, operator?: Operator): Read {
  const asked = operator && { operator }
  const close = closingQuote(text, open)
  if (close === -1) {
    // The mark is passed over: what follows is read as if it were not there.
    const note: Token = { kind: 'note', name: 'open-quote', raw: text.slice(at) }
    const end = bareEnd(text, open + 1)
    const raw = text.slice(at, end)
    const term: Term = { kind: 'term', sign, raw, text: text.slice(open + 1, end), form: 'bare', ...asked }
    return { tokens: [note, term], next: end }
  }
  const star = text[close + 1] === '*' ? '*' : ''
  const next = close + 1 + star.length
  const term: Term = {
    kind: 'term',
    sign,
    raw: text.slice(at, next),
    text: text.slice(open + 1, close) + star,
    form: 'quoted',
    ...asked,
  }
  return { tokens: [term], next }
}

function valueEnd(text: string, start: number, operator: Operator | undefined): number {
  if (operator?.kind === 'id') {
    const close = text[start] === '<' ? text.indexOf('>', start) : -1
    if (close !== -1) return close + 1
  }
  if (operator?.kind === 'dates') {
    DATE_IN_WORDS.lastIndex = start
    const date = DATE_IN_WORDS.exec(text)?.[0]
    if (date !== undefined && readPeriod(date) !== undefined) return start + date.length
  }
  return bareEnd(text, start)
}

/** The end of a run without spaces; a parenthesis that opens inside it, as in « adhérent(e)s », belongs to it. */
function bareEnd(text: string, start: number): number {
  let inside = 0
  let at = start
  for (; at < text.length; at++) {
    const char = text[at] ?? ''
    if (/[\s|]/.test(char) || isQuote(char)) break
    if (char === '(') inside++
    if (char === ')' && --inside < 0) break
  }
  return at
}

function runOf(text: string, start: number, char: string): number {
  let at = start
  while (text[at] === char) at++
  return at - start
}
