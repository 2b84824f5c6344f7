import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeToArrival } from '#lists/arrival.ts'
import { decideHeld } from '#lists/moderation/decide.ts'
import { undecidePost } from '#lists/moderation/held-posts.ts'
import { ensurePerson } from '#lists/people.ts'
import { mail } from '../../support/mail.ts'
import { anne, type Moderated, moderated, paul } from './site.ts'

let one: Moderated
beforeAll(async () => {
  one = await moderated()
})
afterAll(() => one.close())

const db = () => one.site.database.db
const arrivalOf = async (post: number): Promise<number> =>
  (await db()('posts').where({ id: post }).first('arrival_id')).arrival_id
const personId = async (address: string): Promise<number> =>
  (await db().transaction((tx) => ensurePerson(tx, { address }))).id
/** As if the wait were over. */
const itsTimeComes = (post: number) =>
  db()('posts')
    .where({ id: post })
    .update({ effective_at: db().raw(`now() - interval '1 second'`) })

test('nothing acts on a decision before it is in effect, and then once', async () => {
  const post = await one.held('Patience')
  const by = await personId(anne)
  await decideHeld(db(), post, { what: 'accept', by, via: 'mail', waitSeconds: 600 })
  await seeToArrival(one.ground, await arrivalOf(post))
  expect(await one.stateOf(post)).toEqual({ state: 'held', decision: 'accept' })
  const [job] = (
    await db().raw(
      `select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'arrivals' order by run_at desc limit 1`,
    )
  ).rows
  const { effective_at } = await db()('posts').where({ id: post }).first('effective_at')
  expect(job.runAt).toEqual(effective_at)
  await itsTimeComes(post)
  await Promise.all([1, 2, 3].map(async () => seeToArrival(one.ground, await arrivalOf(post))))
  expect(await one.stateOf(post)).toEqual({ state: 'accepted', decision: 'accept' })
  expect(await db()('messages').count('id')).toEqual([{ count: 1 }])
})

test('a decision that is in effect can’t be taken back, nor somebody else’s', async () => {
  const post = await one.held('Trop tard')
  const by = await personId(anne)
  const other = await personId(paul)
  await decideHeld(db(), post, { what: 'discard', by, via: 'mail', waitSeconds: 600 })
  expect(await db().transaction((tx) => undecidePost(tx, post, other))).toBe(false)
  await itsTimeComes(post)
  expect(await db().transaction((tx) => undecidePost(tx, post, by))).toBe(false)
  expect(await one.stateOf(post)).toEqual({ state: 'held', decision: 'discard' })
})

test('what was taken back while a job was about to act is not done', async () => {
  const post = await one.held('À la seconde')
  const by = await personId(anne)
  await decideHeld(db(), post, { what: 'accept', by, via: 'mail', waitSeconds: 1 })
  await db().raw('select pg_sleep(0.7)')
  const taken = Promise.withResolvers<void>()
  const undoing = db().transaction(async (tx) => {
    expect(await undecidePost(tx, post, by)).toBe(true)
    taken.resolve()
    await tx.raw('select pg_sleep(0.8)') // the wait is over before this is committed
  })
  await taken.promise
  await db().raw('select pg_sleep(0.4)')
  await seeToArrival(one.ground, await arrivalOf(post))
  await undoing
  expect(await one.stateOf(post)).toEqual({ state: 'held', decision: null })
  expect(await db()('messages').count('id')).toEqual([{ count: 1 }])
})

test('an answer counts from who may still decide, proved, and in time', async () => {
  const post = await one.held('Gardé')
  await one.tell(post)
  const undecided = { state: 'held', decision: null }
  for (const level of ['none', 'spf-aligned'] as const) {
    await one.answer(paul, 'OUI', level)
    expect(await one.stateOf(post)).toEqual(undecided)
  }
  expect((await one.notices('decision-unproved')).map(({ recipient }) => recipient)).toEqual([paul, paul])
  await db()('tokens')
    .where({ address: anne })
    .update({ expires_at: db().raw(`now() - interval '1 hour'`) })
  await one.answer(anne, 'OUI')
  expect(await one.stateOf(post)).toEqual(undecided)
  expect(await one.notices('decision-too-old')).toHaveLength(1)
  await db()('roles')
    .where({ person_id: await personId(paul) })
    .update({ until: db().fn.now() })
  await one.answer(paul, 'OUI')
  expect(await one.stateOf(post)).toEqual(undecided)
  expect(await one.notices('not-moderator')).toHaveLength(1)
  await db()('roles')
    .where({ person_id: await personId(paul) })
    .update({ until: null })
  await one.answer(paul, 'OUI')
  expect(await one.stateOf(post)).toEqual({ state: 'held', decision: 'accept' })
})

test('the author is told once that their message waits, and only where it is proved to be theirs', async () => {
  await one.held('Deux fois', 'marc@free.example')
  const [arrival] = await db()('arrivals').orderBy('id', 'desc').limit(1).pluck('id')
  await seeToArrival(one.ground, arrival)
  const told = async () =>
    (await one.notices('post-held')).filter(({ recipient }) => recipient === 'marc@free.example')
  expect(await told()).toHaveLength(1)
  await one.site.receive(
    mail({ From: 'forge@free.example', Subject: 'X' }),
    ['bureau@velo15.example'],
    'none',
  )
  await one.site.work()
  expect((await one.notices('post-held')).some(({ recipient }) => recipient === 'forge@free.example')).toBe(
    false,
  )
})
