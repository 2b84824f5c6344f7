import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JITTER, nextTry, RETRY_AFTER_MS } from '#mta/out/backoff.ts'

const DAY_MS = 86_400_000
const fresh = { ageMs: 0, giveUpDays: 5, random: 0 }

test('the first tries come after 5, 15 and 30 minutes, then 1 and 2 hours, then every 4 hours', () => {
  const hours = [1, 2, 3, 4, 5, 6, 7, 40].map((tries) => nextTry({ ...fresh, tries }))
  expect(hours).toEqual([5, 15, 30, 60, 120, 240, 240, 240].map((minutes) => ({ delayMs: minutes * 60_000 })))
})

test('what failed together is not retried together', () => {
  expect(nextTry({ ...fresh, tries: 1, random: 0.5 })).toEqual({ delayMs: 330_000 })
})

test('the last try is made when the time is over, and after it the mail is given up', () => {
  const almost = nextTry({ ...fresh, tries: 30, ageMs: 5 * DAY_MS - 60_000 })
  expect(almost).toEqual({ delayMs: 60_000 })
  expect(nextTry({ ...fresh, tries: 31, ageMs: 5 * DAY_MS })).toBe('given-up')
})

test('no delivery is tried for ever, nor sooner than five minutes after it failed unless time is over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.float({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (days, random) => {
        let ageMs = 0
        let tries = 0
        for (;;) {
          tries++
          const next = nextTry({ tries, ageMs, giveUpDays: days, random })
          if (next === 'given-up') break
          expect(next.delayMs).toBeLessThanOrEqual(RETRY_AFTER_MS.at(-1)! * (1 + JITTER))
          if (ageMs + next.delayMs < days * DAY_MS) expect(next.delayMs).toBeGreaterThanOrEqual(300_000)
          ageMs += Math.max(next.delayMs, 1)
        }
        expect(ageMs).toBe(days * DAY_MS)
        expect(tries).toBeLessThan(6 + days * 6 + 2)
      },
    ),
  )
})
