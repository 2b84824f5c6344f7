import { describe, expect, test } from 'vitest'
import { nextStep } from '#search/postgres/windows.ts'

const steps = [
  { from: 300, messages: 2_000 },
  { from: 200, messages: 10_000 },
  { from: 100, messages: 40_000 },
  { from: Number.NEGATIVE_INFINITY, messages: Number.POSITIVE_INFINITY },
]

describe('how far back to look next', () => {
  test('no further than is likely to do', () => {
    expect(nextStep(steps, 0, 20, 21)).toBe(1)
    expect(nextStep(steps, 0, 2, 21)).toBe(2)
    expect(nextStep(steps, 1, 20, 21)).toBe(2)
  })

  test('where there is enough, no further', () => {
    expect(nextStep(steps, 1, 21, 21)).toBe(1)
  })

  test('what is rare, to the beginning at once', () => {
    expect(nextStep(steps, 0, 0, 21)).toBe(3)
    expect(nextStep(steps, 0, 1, 100)).toBe(3)
    expect(nextStep(steps, 2, 20, 21)).toBe(3)
  })
})
