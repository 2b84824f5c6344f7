import { expect, test } from 'vitest'
import type { Month } from '#search/engine.ts'
import { searchAsked } from '#web/search/asked.ts'
import { timelineView } from '#web/search/timeline.ts'

const view = (months: readonly Month[], q = 'vélo') =>
  timelineView(
    { counted: 0, counts: 'all', months },
    { search: searchAsked({ q }), language: 'fr', kept: {} },
  )

test('months stand where they belong, as high as they have messages, and lead to themselves', () => {
  const seen = view([
    { month: '2025-01', messages: 5 },
    { month: '2026-03', messages: 10 },
  ])!
  expect([seen.from, seen.to, seen.width]).toEqual(['janvier 2025', 'mars 2026', 15 * 12])
  expect(seen.bars.map(({ x, height }) => [x, height])).toEqual([
    [0, 24],
    [14 * 12, 48],
  ])
  expect(seen.bars[1]?.url).toBe('/search?q=v%C3%A9lo+date%3A2026-03')
  expect(seen.bars[1]?.title).toBe('mars 2026\u202f: 10\u00a0messages')
  expect(seen.rows.map(({ name, messages }) => [name, messages])).toEqual([
    ['janvier 2025', 5],
    ['mars 2026', 10],
  ])
})

test('more than three years are drawn by year', () => {
  const seen = view([
    { month: '2019-12', messages: 1 },
    { month: '2022-11', messages: 2 },
    { month: '2022-12', messages: 2 },
  ])!
  expect(seen.rows.map(({ name, messages }) => [name, messages])).toEqual([
    ['2019', 1],
    ['2022', 4],
  ])
  expect(seen.bars.map(({ x }) => x)).toEqual([0, 36])
  expect(seen.rows[0]?.url).toBe('/search?q=v%C3%A9lo+date%3A2019')
})

test('a message from an odd year leaves the picture of bounded size', () => {
  const seen = view([
    { month: '0001-01', messages: 1 },
    { month: '2022-12', messages: 2 },
  ])!
  expect(seen.width).toBe(60 * 12)
  expect(seen.rows).toHaveLength(2)
})

test('one month alone needs no picture', () => {
  expect(view([{ month: '2022-12', messages: 2 }])).toBeUndefined()
  expect(view([])).toBeUndefined()
})
