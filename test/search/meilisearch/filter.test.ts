import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allBut,
  allOf,
  anyOf,
  atLeast,
  beginning,
  below,
  type Filter,
  oneOf,
  printed,
} from '#search/meilisearch/filter.ts'
import { pair, pairStart, term, termStart } from '#search/meilisearch/terms.ts'
import { filterOf, normalized } from './stand-in/filter.ts'

const all = () => ({ equality: true, comparison: true })
const written = (filter: Filter) => (typeof filter === 'string' ? filter : printed(filter))

describe('a filter', () => {
  test('is written as Meilisearch’s reference has it', () => {
    expect(
      written(
        allOf([
          oneOf('lists', [1, 22]),
          anyOf([oneOf('words', ['n:velo', 's:velo']), beginning('pairs', 'n:plan v')]),
          allBut(oneOf('kinds', ['pdf'])),
          atLeast('at', 1_000),
          below('at', -5),
        ]),
      ),
    ).toBe(
      'lists IN [1, 22] AND (words IN ["n:velo", "s:velo"] OR pairs STARTS WITH "n:plan v") AND NOT kinds IN ["pdf"]' +
        ' AND at >= 1000 AND at < -5',
    )
  })

  test('that says all or nothing is not asked', () => {
    const one = oneOf('id', [1])
    expect(oneOf('id', [])).toBe('none')
    expect(allOf([])).toBe('all')
    expect(anyOf([])).toBe('none')
    expect(allOf([one, 'none'])).toBe('none')
    expect(allOf([one, 'all'])).toBe(one)
    expect(anyOf([one, 'all'])).toBe('all')
    expect(anyOf([one, 'none'])).toBe(one)
    expect([allBut('all'), allBut('none')]).toEqual(['none', 'all'])
    expect(written(allBut(anyOf([one, oneOf('id', [2])])))).toBe('NOT (id IN [1] OR id IN [2])')
  })
})

describe('whatever is searched for', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          ']',
          ')',
          ' OR ',
          'lists IN [1]',
          'NOT',
          '\n',
          '\u{1f6b2}',
          '\\u{22}',
          'n:',
          '%',
          '\0',
        ),
        {
          maxLength: 8,
        },
      )
      .map((pieces) => pieces.join('')),
  )

  test('stays one value of its attribute, and the rights beside it stay', () => {
    fc.assert(
      fc.property(hostile, hostile, (word, next) => {
        const values = [term('new', word), pair('quoted', word, next)]
        const text = written(
          allOf([
            oneOf('lists', [7]),
            oneOf('words', values),
            beginning('pairs', pairStart('new', word, next)),
          ]),
        )
        const holds = filterOf(text, all)
        const document = { words: values, pairs: [pair('new', word, next)], lists: [7] }
        expect(holds({ ...document, lists: [8] })).toBe(false)
        expect(holds({ ...document, words: ['n:autre'] })).toBe(false)
        // What is too long to be kept whole has no beginning to be found by.
        if (!document.pairs[0]?.includes('#')) expect(holds(document)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('needs no escaping: values hold no quotation mark and no backslash, which versions read differently', () => {
    fc.assert(
      fc.property(hostile, (word) => {
        for (const value of [term('sender', word), termStart('new', word)])
          expect(value).not.toMatch(/["'\\[\](),\s]/)
      }),
    )
  })

  test('two words are one value only where they are the same', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        if (a.toWellFormed() !== b.toWellFormed()) expect(term('new', a)).not.toBe(term('new', b))
      }),
    )
  })

  test('fits into what Meilisearch keeps of a value: 468 bytes', () => {
    for (const long of ['a'.repeat(2_000), 'й'.repeat(400), '가'.repeat(400)])
      for (const value of [term('new', long), pair('new', long, long)])
        expect(Buffer.byteLength(normalized(value))).toBeLessThanOrEqual(468)
    expect(term('new', `${'a'.repeat(2_000)}b`)).not.toBe(term('new', `${'a'.repeat(2_000)}c`))
  })

  test('filters are no deeper than Meilisearch reads, from the deepest question that is understood', () => {
    let filter: Filter = oneOf('id', [1])
    for (let depth = 0; depth < 20; depth++)
      filter = allBut(anyOf([oneOf('id', [depth]), allOf([oneOf('words', ['n:a']), filter])]))
    expect(() => filterOf(written(allOf([oneOf('lists', [1]), filter])), all)).not.toThrow()
  })
})
