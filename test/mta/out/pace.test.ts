import { expect, test } from 'vitest'
import { FEWEST_AHEAD, FIRST_AHEAD, MOST_AHEAD, openPace } from '#mta/out/pace.ts'

test('about a second’s work is taken from the queue at a time', () => {
  const pace = openPace()
  expect(pace.ahead({ ms: 100, done: 0, waiting: 0 })).toBe(FIRST_AHEAD)
  expect(pace.ahead({ ms: 500, done: 400, waiting: 100 })).toBe(800)
  expect(pace.ahead({ ms: 600, done: 900, waiting: 100 })).toBe(800)
  expect(pace.ahead({ ms: 1500, done: 401, waiting: 100 })).toBe(FEWEST_AHEAD)
  expect(pace.ahead({ ms: 2000, done: 90_000, waiting: 100 })).toBe(MOST_AHEAD)
})

test('after a rest the speed is not known any more', () => {
  const pace = openPace()
  expect(pace.ahead({ ms: 1000, done: 100, waiting: 10 })).toBe(FEWEST_AHEAD)
  expect(pace.ahead({ ms: 9000, done: 100, waiting: 0 })).toBe(FIRST_AHEAD)
})
