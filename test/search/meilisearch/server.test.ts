import { afterEach, beforeEach, expect, test } from 'vitest'
import { SearchAway } from '#search/away.ts'
import { openServer, reach } from '#search/meilisearch/server.ts'
import { StandIn } from './stand-in/server.ts'

let standIn: StandIn
let url: string
beforeEach(async () => {
  standIn = new StandIn()
  url = await standIn.open()
})
afterEach(() => standIn.close())

const why = async (options: { key?: string; askMs?: number; url?: string } = {}) => {
  const { asking } = openServer({ url, askMs: 200, ...options })
  const error = await reach(asking.multiSearch({ queries: [{ indexUid: 'absent', q: null }] })).catch(
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(SearchAway)
  return error as SearchAway
}

test('what goes wrong is told apart', async () => {
  expect((await why()).why).toBe('not-ready')
  standIn.key = 'right'
  expect((await why()).why).toBe('refused')
  standIn.mode = 'failing'
  expect((await why()).why).toBe('failing')
  standIn.mode = 'proxy'
  expect((await why()).why).toBe('failing')
  standIn.mode = 'down'
  expect((await why()).why).toBe('unreachable')
  expect((await why({ url: 'http://127.0.0.1:1' })).why).toBe('unreachable')
})

test('no page waits longer than two seconds, or what is set', async () => {
  standIn.mode = 'slow'
  const start = performance.now()
  expect((await why({ askMs: 100 })).why).toBe('slow')
  expect(performance.now() - start).toBeLessThan(1_500)
  const whole = performance.now()
  const { asking } = openServer({ url })
  await reach(asking.health()).catch(() => undefined)
  expect(performance.now() - whole).toBeGreaterThan(1_900)
  expect(performance.now() - whole).toBeLessThan(4_000)
})

test('the key goes with each request, and into no error', async () => {
  standIn.key = 'correct horse'
  const { asking } = openServer({ url, key: 'correct horse' })
  await reach(asking.health())
  expect(standIn.requests.at(-1)?.headers.authorization).toBe('Bearer correct horse')
  for (const mode of ['up', 'slow', 'down', 'failing', 'proxy'] as const) {
    standIn.mode = mode
    const error = await why({ key: 'battery-staple', askMs: 100 })
    expect(JSON.stringify([error, error.message, error.stack, error.detail, error.cause])).not.toMatch(
      /battery/,
    )
  }
})
