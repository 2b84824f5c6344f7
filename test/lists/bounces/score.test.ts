import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addedBy, nextStep, scoreNow, THRESHOLD } from '#lists/bounces/score.ts'
import type { BounceClass } from '#mta/message/bounce-class.ts'

const day = 24 * 3600 * 1000
const at = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * day)

/** The day on which an address whose mail comes back every so many days is asked; undefined within three years. */
function askedOn(kind: BounceClass, everyDays: number): number | undefined {
  let [score, scoreAt]: [number, Date | null] = [0, null]
  for (let now = 0; now < 3 * 365; now += everyDays) {
    score = scoreNow({ score, scoreAt }, at(now)) + addedBy(kind, 0)
    scoreAt = at(now)
    if (nextStep({ receives: true, probedAt: null }, score, at(now)) === 'probe') return now
  }
  return undefined
}

test.each<[BounceClass, number, number | undefined]>([
  ['no-mailbox', 1, 2],
  ['no-mailbox', 7, 14],
  ['no-mailbox', 30, 90],
  ['mailbox-full', 1, 13],
  ['mailbox-full', 30, undefined],
  ['unclear', 1, 10],
  ['temporary', 1, undefined],
  ['ours', 1, undefined],
])('%s every %d days is asked about on day %s', (kind, every, expected) => {
  expect(askedOn(kind, every)).toBe(expected)
})

test('a score halves in 60 days, and only time lowers it', () => {
  expect(scoreNow({ score: 2, scoreAt: at(0) }, at(60))).toBeCloseTo(1)
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(4000), (score, days) => {
      const later = scoreNow({ score, scoreAt: at(0) }, at(days))
      expect(later).toBeLessThanOrEqual(score)
      expect(later).toBeGreaterThanOrEqual(0)
    }),
  )
  expect(scoreNow({ score: 2, scoreAt: at(1) }, at(0))).toBe(2) // a clock that went back
})

test('of a day only the gravest counts, once', () => {
  expect(addedBy('no-mailbox', 0)).toBe(1)
  expect(addedBy('no-mailbox', 1)).toBe(0)
  expect(addedBy('mailbox-full', 1)).toBe(0)
  expect(addedBy('no-mailbox', 0.25)).toBe(0.75)
})

test('who was asked has three days to answer; a month later they are asked anew', () => {
  const step = (probedAt: Date | null, now: Date, score = THRESHOLD) =>
    nextStep({ receives: true, probedAt }, score, now)
  expect(step(null, at(0))).toBe('probe')
  expect(step(at(0), at(2))).toBe('nothing')
  expect(step(at(0), at(3))).toBe('pause')
  expect(step(at(0), at(31))).toBe('probe')
  expect(step(at(0), at(3), THRESHOLD - 0.1)).toBe('nothing')
  expect(nextStep({ receives: false, probedAt: at(0) }, 9, at(3))).toBe('nothing')
})
