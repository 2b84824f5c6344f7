import { expect, test } from 'vitest'
import { openIntake } from '#lists/intake.ts'

/** Takes so many mails at once, until told to end. */
function takeAtOnce(intake: ReturnType<typeof openIntake>, count: number): () => Promise<void> {
  const end = Promise.withResolvers<void>()
  const all = Array.from({ length: count }, () => intake.taking(() => end.promise))
  return async () => {
    end.resolve()
    await Promise.all(all)
  }
}
const now = () => new Date()

test('with few senders nothing waits', async () => {
  const intake = openIntake()
  const end = takeAtOnce(intake, 3)
  await intake.calm(now())
  await end()
})

test('in a burst what was taken waits for its end', async () => {
  const intake = openIntake()
  const end = takeAtOnce(intake, 4)
  let calm = false
  const waiting = intake.calm(now()).then(() => {
    calm = true
  })
  await new Promise((next) => setImmediate(next))
  expect(calm).toBe(false)
  await end()
  await waiting
})

test('however long the burst, nothing waits more than ten seconds', async () => {
  const intake = openIntake()
  const end = takeAtOnce(intake, 20)
  await intake.calm(new Date(Date.now() - 10_001))
  await end()
})

test('what fails while being taken is no longer counted', async () => {
  const intake = openIntake()
  const failing = Array.from({ length: 10 }, () => intake.taking(() => Promise.reject(new Error('no'))))
  await Promise.allSettled(failing)
  await intake.calm(now())
})
