import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeToArrival } from '#lists/arrival.ts'
import { mail } from '../support/mail.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
const list = 'bureau@velo15.example'
const [anne, paul] = ['anne@orange.example', 'paul@free.example'] as const
beforeAll(async () => {
  site = await testSite()
  await site.list(list, 'discussion', anne, paul)
})
afterAll(() => site.close())

const db = () => site.database.db
/** Takes a mail to several of a list's addresses; the number of its arrival. */
async function received(from: string, ...to: string[]): Promise<number> {
  await site.receive(mail({ From: from, To: to.join(', '), Subject: 'AIDE' }), to)
  return (await db()('arrivals').orderBy('id', 'desc').first('id')).id
}
const isDone = async (id: number) => (await db()('arrivals').where({ id }).first('done_at')).done_at !== null
const told = async (recipient: string) =>
  await db()('notices').where({ recipient }).orderBy('id').pluck('template')

test('a message that can’t be seen to keeps who leaves beside it on no list; it is tried again', async () => {
  const id = await received(anne, list, 'bureau-unsubscribe@velo15.example')
  await db().raw(`alter table posts add constraint broken check (state = 'new') not valid`)
  await expect(seeToArrival(site.ground, id)).rejects.toThrow('broken')
  expect(await told(anne)).toEqual(['left'])
  expect(await isDone(id)).toBe(false)
  await db().raw('alter table posts drop constraint broken')
  await seeToArrival(site.ground, id)
  expect(await isDone(id)).toBe(true)
  // By then she has left: her message waits as anybody's does.
  expect(await told(anne)).toEqual(['left', 'post-held'])
  expect(await db()('posts').where({ arrival_id: id }).pluck('state')).toEqual(['held'])
})

test('nor does one errand keep the next one waiting', async () => {
  const id = await received(paul, 'bureau-request@velo15.example', 'bureau-unsubscribe@velo15.example')
  await db().raw(
    `alter table errands add constraint broken check (recipient not like '%-request@%' or done_at is null) not valid`,
  )
  await expect(seeToArrival(site.ground, id)).rejects.toThrow('broken')
  expect(await told(paul)).toEqual(['left'])
  expect(await isDone(id)).toBe(false)
  await db().raw('alter table errands drop constraint broken')
  await seeToArrival(site.ground, id)
  expect(await told(paul)).toEqual(['left', 'help'])
  expect(await isDone(id)).toBe(true)
})
