import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from '#search/query/explain.ts'
import { MAX_NOTES, NOTE_CHARS } from '#search/query/notes.ts'
import { MAX_DEPTH, MAX_QUERY_CHARS, MAX_TERMS, parseQuery } from '#search/query/parse.ts'
import { sizeOf } from '#search/query/size.ts'
import type { Query } from '#search/query/tree.ts'
import { compact } from './compact.ts'
import { typed } from './typed.ts'

function names(text: string): string[] {
  return parseQuery(text).notes.map((one) => one.name)
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `w${n}`)
}

describe('a question of excessive size is cut, and said', () => {
  test('a thousand characters are read, the next is not', () => {
    const fits = 'a'.repeat(MAX_QUERY_CHARS - 3)
    expect(names(`${fits} b1`)).toEqual([])
    const { query, notes } = parseQuery(`${fits} b12`)
    expect(compact(query)).toContain('word b1)')
    expect(notes).toEqual([{ name: 'too-long', text: '2' }])
  })

  test('sixty-four words are looked for, the next is not', () => {
    expect(parseQuery(numbered(MAX_TERMS).join(' '))).toMatchObject({ notes: [] })
    const { query, notes } = parseQuery(`${numbered(MAX_TERMS).join(' ')} more of it`)
    expect(notes).toEqual([{ name: 'too-many-words', text: 'more of it' }])
    expect(query).toEqual(parseQuery(numbered(MAX_TERMS).join(' ')).query)
  })

  test('what is cut leaves no parenthesis open, and no quotation without words', () => {
    expect(names(`(${numbered(MAX_TERMS).join(' ')} more)`)).toEqual(['too-many-words'])
    const { query } = parseQuery(`${numbered(MAX_TERMS).join(' ')} "one more"`)
    expect(query).toEqual(parseQuery(numbered(MAX_TERMS).join(' ')).query)
  })

  test('a quotation that is too long is looked for without its end', () => {
    const { query, notes } = parseQuery(`a1 "${numbered(MAX_TERMS).join(' ')}"`)
    expect(query).toMatchObject({
      parts: [{ word: 'a1' }, { kind: 'phrase', words: numbered(MAX_TERMS - 1) }],
    })
    expect(notes).toMatchObject([{ name: 'too-many-words' }])
  })

  test('twenty parentheses in one another are read, what stands in the next is not', () => {
    const nested = (depth: number) => `a1 ${'(b1 OU (c1 '.repeat(depth / 2)}d1${'))'.repeat(depth / 2)}`
    expect(parseQuery(nested(MAX_DEPTH)).notes).toEqual([])
    const deep = parseQuery(`a1 -${'('.repeat(MAX_DEPTH)}b1 (c1 (d1))${')'.repeat(MAX_DEPTH)} e1`)
    expect(compact(deep.query)).toBe('and(word a1, not(word b1), word e1)')
    expect(deep.notes).toMatchObject([{ name: 'too-deep' }])
  })

  test('a few notes are enough, each once and short', () => {
    const { notes } = parseQuery(
      numbered(40)
        .map((word) => `${word}:x`)
        .join(' '),
    )
    expect(notes).toHaveLength(MAX_NOTES)
    expect(names('a1) b1 a1) b1 a1) b1'.replaceAll(' b1', ''))).toEqual([
      'stray-parenthesis',
      'stray-parenthesis',
      'stray-parenthesis',
    ])
    expect(names('avant:x avant:x')).toEqual(['bad-date'])
    expect([...(parseQuery(`"${'é'.repeat(200)}`).notes[0]?.text ?? '')]).toHaveLength(NOTE_CHARS)
  })
})

describe('any text is a question', () => {
  test('it is read without error into a tree of bounded size, and can be explained', () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary', size: '+2' })), (text) => {
        const { query, notes } = parseQuery(text)
        checkShape(query)
        expect(sizeOf(query)).toBeLessThanOrEqual(MAX_TERMS)
        expect(notes.length).toBeLessThanOrEqual(MAX_NOTES)
        explain(query)
      }),
      { numRuns: 3_000 },
    )
  })

  test.each(['(', ')', '-', '"', '«', ':', '*', 'or ', 'NON ', 'de:', '(-', 'a:(', '|', "'", '\u202f'])(
    'a thousand times %j takes no time',
    (piece) => {
      const before = process.cpuUsage().user
      checkShape(parseQuery(piece.repeat(MAX_QUERY_CHARS)).query)
      expect(process.cpuUsage(undefined).user - before).toBeLessThan(200_000) // microseconds
    },
  )
})

// What tree.ts promises.
function checkShape(query: Query): void {
  if (query.kind === 'and' || query.kind === 'or') {
    expect(query.parts.length).toBeGreaterThan(1)
    for (const part of query.parts) {
      expect(part.kind).not.toBe(query.kind)
      expect(part.kind).not.toBe('everything')
      checkShape(part)
    }
  }
  if (query.kind === 'not') {
    expect(['not', 'everything']).not.toContain(query.part.kind)
    checkShape(query.part)
  }
  if (query.kind === 'phrase' || query.kind === 'prefix') expect(query.words.length).toBeGreaterThan(0)
  if (query.kind === 'person') expect(query.address ?? query.beginning ?? query.words[0]).toMatch(/./u)
}
