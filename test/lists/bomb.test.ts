import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeToArrivals } from '#lists/arrival.ts'
import { mail } from '../support/mail.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  await site.list('bureau@velo15.example', 'discussion')
})
afterAll(() => site.close())

const requests = 10_000
const together = 100 // sessions, and arrivals of a job
const workers = 4

test('ten thousand requests to join in the name of one address write it one mail', async () => {
  const ask = (n: number) =>
    site.receive(
      mail({
        From: 'cible@free.example',
        To: 'bureau-subscribe@velo15.example',
        Subject: `Inscription ${n}`,
      }),
      ['bureau-subscribe@velo15.example'],
      'none',
    )
  for (let n = 0; n < requests; n += together)
    await Promise.all(Array.from({ length: together }, (_, i) => ask(n + i)))
  const { db } = site.database
  const ids: number[] = await db('arrivals').orderBy('id').pluck('id')
  expect(ids).toHaveLength(requests)
  await Promise.all(
    Array.from({ length: workers }, (_, w) =>
      seeToArrivals(
        site.ground,
        ids.filter((_, at) => at % workers === w),
      ),
    ),
  )
  expect(await db('arrivals').whereNull('done_at')).toHaveLength(0)
  expect(await db('notices').pluck('recipient')).toEqual(['cible@free.example'])
  expect((await db('tokens')).length).toBeLessThanOrEqual(workers)
}, 120_000)
