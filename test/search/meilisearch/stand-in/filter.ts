// Filter expressions read by the documented grammar ("Filter expression reference"; BNF of Meilisearch's
// filter-parser), strictly: what the reference doesn't promise is refused.

export type Value = string | number
export type Fields = Readonly<Record<string, unknown>>

/** What an attribute may be asked for. */
export interface Features {
  readonly equality: boolean
  readonly comparison: boolean
}

export class FilterError extends Error {}

const KEYWORDS = new Set([
  'AND',
  'OR',
  'NOT',
  'IN',
  'TO',
  'EXISTS',
  'IS',
  'NULL',
  'EMPTY',
  'STARTS',
  'WITH',
  'CONTAINS',
])
const TOKEN =
  /\s*(?:([()[\],])|(>=|<=|!=|=|>|<)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\p{L}\p{N}_.-]+))/uy
/** Steps of the parser, four for each parenthesis (filter-parser's MAX_FILTER_DEPTH). */
const MAX_DEPTH = 200

type Token = { readonly sign: string } | { readonly word: string; readonly quoted: 'quoted' | 'bare' }
type Test = (document: Fields) => boolean

/** Facet values are compared without case, decomposed. */
export const normalized = (value: string): string => value.trim().normalize('NFKD').toLowerCase()

/** What a filter says of a document. */
export function filterOf(text: string, featuresOf: (attribute: string) => Features | undefined): Test {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (): Token | undefined => tokens[at]
  const isKeyword = (word: string) => {
    const token = peek()
    return token !== undefined && 'word' in token && token.quoted === 'bare' && token.word === word
  }
  const isSign = (sign: string) => {
    const token = peek()
    return token !== undefined && 'sign' in token && token.sign === sign
  }
  const expectSign = (sign: string) => {
    if (!isSign(sign)) throw new FilterError(`expected ${sign} at token ${at} of ${text.slice(0, 200)}`)
    at++
  }
  const value = (): string => {
    const token = peek()
    if (token === undefined || !('word' in token)) throw new FilterError(`expected a value at token ${at}`)
    if (token.quoted === 'bare' && KEYWORDS.has(token.word))
      throw new FilterError(`${token.word} is reserved`)
    at++
    return token.word
  }
  const deeper = (depth: number) => {
    if (depth > MAX_DEPTH) throw new FilterError('too deep')
    return depth + 1
  }
  const or = (depth: number): Test => {
    const parts = [and(deeper(depth))]
    while (isKeyword('OR')) {
      at++
      parts.push(and(deeper(depth)))
    }
    return (document) => parts.some((part) => part(document))
  }
  const and = (depth: number): Test => {
    const parts = [not(deeper(depth))]
    while (isKeyword('AND')) {
      at++
      parts.push(not(deeper(depth)))
    }
    return (document) => parts.every((part) => part(document))
  }
  const not = (depth: number): Test => {
    if (!isKeyword('NOT')) return primary(deeper(depth))
    at++
    const part = not(deeper(depth))
    return (document) => !part(document)
  }
  const primary = (depth: number): Test => {
    if (isSign('(')) {
      at++
      const inside = or(deeper(depth))
      expectSign(')')
      return inside
    }
    const attribute = value()
    const features = featuresOf(attribute)
    if (features === undefined) throw new FilterError(`Attribute \`${attribute}\` is not filterable`)
    if (isKeyword('IN')) {
      at++
      return isOneOf(attribute, list())
    }
    if (isKeyword('STARTS')) {
      at++
      if (!isKeyword('WITH')) throw new FilterError('STARTS without WITH')
      at++
      const start = normalized(value())
      return (document) =>
        valuesOf(document, attribute).some((v) => typeof v === 'string' && normalized(v).startsWith(start))
    }
    return comparison(attribute, features)
  }
  const list = (): string[] => {
    expectSign('[')
    const values: string[] = []
    while (!isSign(']')) {
      values.push(value())
      if (isSign(',')) at++
    }
    expectSign(']')
    return values
  }
  const comparison = (attribute: string, features: Features): Test => {
    const token = peek()
    if (token === undefined || !('sign' in token)) throw new FilterError('expected an operator')
    at++
    const wanted = value()
    if (token.sign === '=') return isOneOf(attribute, [wanted])
    if (token.sign === '!=') {
      const is = isOneOf(attribute, [wanted])
      return (document) => !is(document)
    }
    if (!features.comparison) throw new FilterError(`\`${attribute}\` is not set up for comparisons`)
    const number = Number(wanted)
    const holds = { '>=': (v: number) => v >= number, '<': (v: number) => v < number }[token.sign]
    if (holds === undefined || !Number.isFinite(number)) throw new FilterError('not a comparison of ours')
    return (document) => valuesOf(document, attribute).some((v) => typeof v === 'number' && holds(v))
  }
  const whole = or(0)
  if (at < tokens.length)
    throw new FilterError(`what follows token ${at} of ${text.slice(0, 200)} is not understood`)
  return whole
}

function isOneOf(attribute: string, wanted: readonly string[]): Test {
  const strings = new Set(wanted.map(normalized))
  const numbers = new Set(wanted.map(Number).filter(Number.isFinite))
  return (document) =>
    valuesOf(document, attribute).some((v) =>
      typeof v === 'number' ? numbers.has(v) : strings.has(normalized(v)),
    )
}

export function valuesOf(document: Fields, attribute: string): Value[] {
  const found = document[attribute]
  return (Array.isArray(found) ? found : [found]).filter(
    (v) => typeof v === 'string' || typeof v === 'number',
  )
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) throw new FilterError(`cannot read ${text.slice(from, from + 40)}`)
    const [, punctuation, operator, double, single, bare] = match
    const sign = punctuation ?? operator
    const quoted = double ?? single
    if (sign !== undefined) tokens.push({ sign })
    else if (quoted !== undefined) tokens.push({ word: quoted.replace(/\\(.)/gu, '$1'), quoted: 'quoted' })
    else tokens.push({ word: bare ?? '', quoted: 'bare' })
  }
  return tokens
}
