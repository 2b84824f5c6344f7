import { expect, test } from 'vitest'
import { Gate } from '#archive/gate.ts'

test('a gate lets only so many in, in order, and room that a failure leaves is used', async () => {
  const gate = new Gate(2)
  const done: number[] = []
  let inside = 0
  let most = 0
  const acts = Array.from({ length: 9 }, (_, n) =>
    gate
      .through(async () => {
        most = Math.max(most, ++inside)
        await new Promise(setImmediate)
        inside--
        done.push(n)
        if (n % 3 === 0) throw new Error(`${n}`)
      })
      .catch(() => {}),
  )
  await Promise.all(acts)
  expect([most, inside]).toEqual([2, 0])
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})
