import { expect, test } from 'vitest'
import { type FreshArrival, openFresh } from '#lists/fresh.ts'

const fresh = (id: number, bytes: Buffer | undefined = Buffer.alloc(10)): FreshArrival => ({
  arrival: {
    id,
    blob: Buffer.alloc(32),
    size: 10,
    messageId: `${id}@x`,
    fingerprint: Buffer.alloc(32),
    mailFrom: '',
    recipients: [],
    client: { ip: '192.0.2.1', helo: 'x', tls: false, protocol: 'smtp' },
    evidence: { level: 'none', identities: [] } as never,
    receivedAt: new Date(),
    openErrands: 0,
  },
  posts: [],
  bytes,
})

test('what was taken in is given once', () => {
  const kept = openFresh()
  kept.put(fresh(1))
  expect(kept.take(1)?.arrival.messageId).toBe('1@x')
  expect(kept.take(1)).toBeUndefined()
})

test('what comes after its job has looked for it is not kept: it may change meanwhile', () => {
  const kept = openFresh()
  expect(kept.take(1)).toBeUndefined()
  kept.put(fresh(1))
  expect(kept.take(1)).toBeUndefined()
})

test('much at once is forgotten, the oldest first, and a mail too large is not kept', () => {
  const kept = openFresh()
  for (let id = 1; id <= 10; id++) kept.put(fresh(id, Buffer.alloc(1024 * 1024)))
  kept.put(fresh(11, Buffer.alloc(8 * 1024 * 1024)))
  expect(Array.from({ length: 11 }, (_, n) => n + 1).filter((id) => kept.take(id))).toEqual([8, 9, 10])
})
