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
const workers = 4

test('ten thousand requests to join in the name of one address write it one mail', async () => {
  const { db } = site.database
  const ask = mail({
    From: 'cible@free.example',
    To: 'bureau-subscribe@velo15.example',
    Subject: 'Inscription',
  })
  await site.receive(ask, ['bureau-subscribe@velo15.example'], 'none')
  // The others as the reception would have written them.
  await db.raw(
    `insert into arrivals (blob, size, message_id, fingerprint, mail_from, recipients, client, evidence)
     select blob, size, message_id || n, fingerprint, mail_from, recipients, client, evidence
       from arrivals, generate_series(2, ?::int) n`,
    [requests],
  )
  await db.raw(
    `insert into errands (arrival_id, intent, recipient, list_id)
     select a.id, e.intent, e.recipient, e.list_id from errands e, arrivals a where a.id <> e.arrival_id`,
  )
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
}, 240_000)
