import { readPeriod } from './dates.ts'
import type { Operator } from './operators.ts'
import type { Read, Sign, Term, Token } from './pieces.ts'
import { closingQuote, isQuote } from './quotes.ts'

const DATE_IN_WORDS =
  /(?:\d{1,2}\p{L}{0,2}\s+)?\p{L}[\p{L}\p{M}]{2,9}\.?\s+(?:\d{1,2}\p{L}{0,2},?\s+)?\d{4}(?![\p{L}\p{N}])/uy

/** What is asked, bare or with an operator before it: a group, a quotation, a Message-ID, a date in words, or a word. */
export function readValue(
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
export function bareEnd(text: string, start: number): number {
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
