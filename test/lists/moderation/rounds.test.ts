import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ground } from '#bin/ground.ts'
import { seeToArrival } from '#lists/arrival.ts'
import { updateList } from '#lists/lists.ts'
import { makeRounds } from '#lists/moderation/rounds.ts'
import { standAside } from '#lists/roles.ts'
import { mail } from '../../support/mail.ts'
import { anne, lise, type Moderated, moderated, paul } from './site.ts'

let one: Moderated
beforeEach(async () => {
  one = await moderated()
})
afterEach(() => one.close())

const db = () => one.site.database.db
/** As if it had been held so long ago. */
const ago = (post: number, interval: string) =>
  db()('posts')
    .where({ id: post })
    .update({ held_at: db().raw(`now() - ?::interval`, [interval]) })
/** A round at an hour when round-ups are due, or never. */
const round = (roundUps: 'due' | 'not due' = 'not due', ground: Ground = one.ground) =>
  makeRounds({ ...ground, moderation: { ...ground.moderation, roundUpHour: roundUps === 'due' ? 0 : 24 } })
const to = async (template: string) =>
  (await one.notices(template)).map(({ recipient }) => recipient).toSorted()

test('a burst: so many mails in an hour, one that says so, then the round-up', async () => {
  const most = { ...one.ground, moderation: { ...one.ground.moderation, mailsPerHour: 3 } }
  for (let n = 0; n < 5; n++) await one.tell(await one.held(`Salve ${n}`), most)
  expect(await to('held-post')).toEqual([anne, anne, anne, paul, paul, paul])
  expect(await to('held-pause')).toEqual([anne, paul])
  await db()('posts').update({ held_at: db().raw(`now() - interval '1 day'`) })
  await round('due')
  const roundUps = await one.notices('round-up')
  expect(roundUps).toHaveLength(2)
  expect(roundUps[0]!.text).toMatch(/5\. bureau@velo15\.example.: «.Salve 4.»/)
})

test('the round-up comes once a day, at its hour, with what was there then; its numbers are that mail’s', async () => {
  const first = await one.held('Hier un')
  const second = await one.held('Hier deux')
  await one.held('Tout à l’heure')
  await ago(first, '26 hours')
  await ago(second, '25 hours')
  await round('not due')
  expect(await to('round-up')).toEqual([])
  await round('due')
  await round('due')
  expect(await to('round-up')).toEqual([anne, paul])
  await one.answer(paul, '2 oui')
  expect(await one.stateOf(first)).toMatchObject({ decision: null })
  expect(await one.stateOf(second)).toMatchObject({ decision: 'accept' })
  await one.answer(anne, '2 non, 1 spam')
  expect(await one.stateOf(first)).toMatchObject({ decision: 'discard' })
  expect(await one.stateOf(second)).toMatchObject({ decision: 'accept' })
  expect((await one.notices('round-up-noted')).at(-1)!.text).toMatch(/2\. Déjà traité par paul@free\.example/)
})

test('moderators are reminded once, after the days that the list sets', async () => {
  const post = await one.held('Oublié')
  await ago(post, '2 days 23 hours')
  await round()
  expect(await to('held-reminder')).toEqual([])
  await ago(post, '3 days 1 hour')
  await round()
  await round()
  expect(await to('held-reminder')).toEqual([anne, paul])
  await one.answer(anne, '1 non')
  expect(await one.stateOf(post)).toMatchObject({ decision: 'refuse' })
})

test('what nobody decides in the list’s time is given up, and its author told; never where the list says never', async () => {
  const post = await one.held('Perdu', 'zoe@free.example')
  await ago(post, '15 days')
  await db().transaction((tx) => updateList(tx, one.list.id, { settings: { expiryDays: null } }))
  await round()
  expect(await one.stateOf(post)).toEqual({ state: 'held', decision: null })
  await db().transaction((tx) => updateList(tx, one.list.id, { settings: { expiryDays: 14 } }))
  await round()
  const { arrival_id } = await db()('posts').where({ id: post }).first('arrival_id')
  await seeToArrival(one.ground, arrival_id)
  await seeToArrival(one.ground, arrival_id)
  expect(await one.stateOf(post)).toEqual({ state: 'refused', decision: 'expire' })
  const told = await one.notices('post-expired')
  expect(told.map(({ recipient }) => recipient)).toEqual(['zoe@free.example'])
  expect(told[0]!.text).toContain('en 14 jours')
})

test('where all moderators are out of reach, the space is written to after 48 hours', async () => {
  await one.role('siege@velo15.example', 'administrator', { spaceId: one.list.space.id })
  await db()('addresses').whereIn('address', [anne, paul]).update({ receives: false })
  const post = await one.held('Personne')
  await one.tell(post)
  await ago(post, '47 hours')
  await round()
  expect(await to('held-post')).toEqual([])
  await ago(post, '49 hours')
  await round()
  await round()
  expect(await to('held-post')).toEqual(['siege@velo15.example'])
  await one.answer('siege@velo15.example', 'spam')
  expect(await one.stateOf(post)).toMatchObject({ decision: 'discard' })
})

test('who comes back within reach is written to then', async () => {
  await db()('addresses').whereIn('address', [anne, paul]).update({ receives: false })
  const post = await one.held('Retrouvé')
  await one.tell(post)
  await db()('addresses').where({ address: paul }).update({ receives: true })
  await ago(post, '20 minutes')
  await round()
  const jobs = await db().raw(
    `select count(*)::int as waiting from graphile_worker.jobs where task_identifier = 'moderation'`,
  )
  expect(jobs.rows[0].waiting).toBeGreaterThan(0)
  await one.tell(post)
  expect(await to('held-post')).toEqual([paul])
})

test('a deputy is written to in a moderator’s place until the day, and then no more', async () => {
  const { person_id: annesId } = await db()('addresses').where({ address: anne }).first('person_id')
  const { person_id: deputyId } = await db()('addresses').where({ address: lise }).first('person_id')
  await db().transaction((tx) => standAside(tx, one.list, annesId, { through: '2999-01-01', deputyId }))
  await one.tell(await one.held('Congés'))
  expect(await to('held-post')).toEqual([lise, paul])
  await db()('roles')
    .where({ person_id: annesId })
    .update({ away_until: db().raw(`now() - interval '1 day'`) })
  await one.answer(lise, 'OUI')
  expect(await one.notices('not-moderator')).toHaveLength(1)
  await one.tell(await one.held('Retour'))
  expect(await to('held-post')).toEqual([anne, lise, paul, paul])
})

test('a list without moderators: its space is written to at once, else the platform', async () => {
  await db()('roles').delete()
  await one.role('plateforme@relais.example', 'administrator', {})
  await one.tell(await one.held('Orpheline'))
  expect(await to('held-post')).toEqual(['plateforme@relais.example'])
  await one.role('siege@velo15.example', 'administrator', { spaceId: one.list.space.id })
  await one.tell(await one.held('Adoptée'))
  expect(await to('held-post')).toEqual(['plateforme@relais.example', 'siege@velo15.example'])
})

test('what was refused in a part of a transaction waits where moderators see it', async () => {
  const other = await one.site.list('annonces@velo15.example', 'announce')
  await one.role(anne, 'owner', { listId: other.id })
  await one.site.receive(mail({ From: 'x@free.example', Subject: 'À deux' }), [
    'bureau@velo15.example',
    'annonces@velo15.example',
  ])
  await one.site.work()
  const posts: number[] = await db()('posts').where({ state: 'held' }).orderBy('id').pluck('id')
  expect(posts).toHaveLength(2)
  const { rows } = await db().raw(
    `select distinct (payload->'announce'->>'post')::int as post from graphile_worker._private_jobs
      where payload->'announce' is not null order by 1`,
  )
  expect(rows.map((row: { post: number }) => row.post)).toEqual(posts)
  for (const post of posts) await one.tell(post)
  expect(await to('held-post')).toEqual([anne, anne, paul])
})
