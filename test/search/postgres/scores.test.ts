import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreOf, wantedCodes } from '#search/postgres/scores.ts'

const score = (codes: string, ...words: string[][]) => scoreOf(codes, wantedCodes(words))

test('a word counts in any zone and form, and more when it is repeated', () => {
  expect(score('a b c', ['x'])).toBe(0)
  expect(score('a #x c', ['x'])).toBe(1)
  expect(score('a >y c', ['x', 'y'])).toBe(1)
  expect(score('x y x', ['x', 'y'])).toBe(2)
  expect(score(Array(1_000).fill('x').join(' '), ['x'])).toBe(3)
})

test('words count more the closer they stand', () => {
  const [together, apart, alone] = ['x y a b c', 'x a b c y', 'x a b c d'].map((codes) =>
    score(codes, ['x'], ['y']),
  )
  expect(together).toBeGreaterThan(apart!)
  expect(apart).toBeGreaterThan(alone!)
})

test('a code that only begins or ends like one, or has its hash, does not count', () => {
  // 'Aa' and 'BB' have the same hash.
  expect(score('Aa AaA AAa', ['BB'])).toBe(0)
  expect(score('BB', ['BB'])).toBe(1)
  const code = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('A', 'B', 'a', '1') })
  fc.assert(
    fc.property(fc.array(code), fc.array(code, { maxLength: 4 }), (all, asked) => {
      const times = all.filter((one) => asked.includes(one)).length
      expect(score(all.join(' '), asked)).toBeCloseTo(Math.min(3, Math.log2(1 + times)))
    }),
  )
})
