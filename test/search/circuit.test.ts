import { expect, test } from 'vitest'
import { answered, CLOSED, failed, isLookDue, stillAway } from '#search/circuit.ts'

test('an engine that can’t be reached is left alone at once, a slow one after two slow answers in a row', () => {
  expect(failed(CLOSED, 'away', 0).state).toBe('open')
  const slow = failed(CLOSED, 'slow', 0)
  expect(slow.state).toBe('closed')
  expect(failed(slow, 'slow', 0).state).toBe('open')
  expect(failed(answered(slow), 'slow', 0).state).toBe('closed')
})

test('it is looked for after a second, then ever less often, at least every half minute', () => {
  let circuit = failed(CLOSED, 'away', 0)
  expect(isLookDue(circuit, 999)).toBe(false)
  expect(isLookDue(circuit, 1_000)).toBe(true)
  const waits: number[] = []
  for (let looks = 0; looks < 8; looks++) {
    circuit = stillAway(circuit, 0)
    waits.push(circuit.lookAt)
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000])
  expect(isLookDue(CLOSED, 1e9)).toBe(false)
})
