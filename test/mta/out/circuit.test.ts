import { expect, test } from 'vitest'
import { CLOSED, failed, positionOf } from '#mta/out/circuit.ts'

const failure = { pausesMs: [1000, 5000], random: 0, reason: 'refused' }

test('after each failure in a row the next connection waits longer', () => {
  const first = failed(CLOSED, { ...failure, nowMs: 0 })
  expect(first).toEqual({ failures: 1, openUntilMs: 1000, reason: 'refused' })
  const second = failed(first, { ...failure, nowMs: 1000 })
  expect(second.openUntilMs).toBe(6000)
  expect(failed(second, { ...failure, nowMs: 6000 }).openUntilMs).toBe(11_000)
})

test('connections that were opened together and fail together count once', () => {
  const first = failed(CLOSED, { ...failure, nowMs: 0 })
  expect(failed(first, { ...failure, nowMs: 10, reason: 'other' })).toEqual({ ...first, reason: 'other' })
})

test('when the wait is over one connection may try', () => {
  const first = failed(CLOSED, { ...failure, nowMs: 0 })
  expect([CLOSED, first].map((circuit) => positionOf(circuit, 999))).toEqual(['closed', 'open'])
  expect(positionOf(first, 1000)).toBe('half-open')
})
