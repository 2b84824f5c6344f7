import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { listening, OK } from './listening.ts'

const MB = 1_000_000

test('20 mails of 50 MB at once are taken in less than 150 MB of memory', async () => {
  let bodies = 0
  await using server = await listening({
    keep: 'nothing',
    receive: async ({ spooled }) => {
      for await (const chunk of spooled.open()) bodies += chunk.length
      return [OK]
    },
  })
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  try {
    const senders = join(import.meta.dirname, 'senders.ts')
    await promisify(execFile)(process.execPath, [senders, String(server.port), '20', '50'])
  } finally {
    clearInterval(watch)
  }
  expect(bodies).toBeGreaterThan(20 * 49 * MB)
  expect(most - before).toBeLessThan(150 * MB)
}, 60_000)
