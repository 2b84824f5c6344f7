import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeToArrival } from '#lists/arrival.ts'
import { decideHeld } from '#lists/moderation/decide.ts'
import { seal } from '#lists/seal.ts'
import { mail } from '../support/mail.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  await site.list(
    'bureau@velo15.example',
    'discussion',
    'anne@orange.example',
    'paul@free.example',
    'karim@poste.example',
  )
  await site.list('annonces@velo15.example', 'announce', 'paul@free.example')
})
afterAll(() => site.close())

const tables = [
  'arrivals', 'posts', 'errands', 'messages', 'threads', 'postings', 'attachments', 'copies', 'deliveries',
  'notices', 'tokens', 'reasons', 'exclusions', 'people', 'addresses', 'identities', 'answered', 'audit', 'search_entries',
] // biome-ignore format: one glance

/** Everything that the database holds, but for when rows were touched. */
async function everything(): Promise<string> {
  const parts = []
  for (const table of tables) {
    const { rows } = await site.database.db.raw(
      `select to_jsonb(t) - 'done_at' as row from ${table} t order by to_jsonb(t)::text`,
    )
    parts.push(JSON.stringify([table, rows], undefined, 1))
  }
  return parts.join('\n')
}

async function allArrivals(): Promise<number[]> {
  return await site.database.db('arrivals').orderBy('id').pluck('id')
}

const anne = 'anne@orange.example'
const confirmAddress = async (): Promise<string> => {
  const token = await site.database.db('tokens').whereNull('used_at').orderBy('id', 'desc').first('id')
  return `confirm+${seal(site.ground.secrets, 'confirm', [token.id])}@relais.example`
}

test.each<[string, () => Promise<unknown>]>([
  ['an accepted post', () => site.receive(mail({ From: anne, Subject: 'Un' }), ['bureau@velo15.example'])],
  [
    'a post to two lists',
    () =>
      site.receive(mail({ From: anne, Subject: 'Deux' }), [
        'bureau@velo15.example',
        'annonces@velo15.example',
      ]),
  ],
  [
    'a held post',
    () => site.receive(mail({ From: 'zoe@free.example', Subject: 'Trois' }), ['bureau@velo15.example']),
  ],
  [
    'a refused post of somebody we know',
    () => site.receive(mail({ From: 'paul@free.example', Subject: 'Quatre' }), ['annonces@velo15.example']),
  ],
  [
    'a post to confirm',
    () => site.receive(mail({ From: anne, Subject: 'Cinq' }), ['bureau@velo15.example'], 'none'),
  ],
  [
    'its confirmation',
    async () => site.receive(mail({ From: anne }, 'Oui\n'), [await confirmAddress()], 'none'),
  ],
  [
    'a request to join',
    () => site.receive(mail({ From: 'zoe@free.example' }), ['bureau-subscribe@velo15.example'], 'aligned'),
  ],
  [
    'a request to leave',
    () => site.receive(mail({ From: 'karim@poste.example' }), ['bureau-unsubscribe@velo15.example']),
  ],
  [
    'a word to the owners',
    () => site.receive(mail({ From: 'paul@free.example' }), ['bureau-owner@velo15.example']),
  ],
  [
    'help',
    () =>
      site.receive(mail({ From: 'paul@free.example', Subject: 'aide' }), ['bureau-request@velo15.example']),
  ],
])('%s: seeing to it a second and a third time changes nothing', async (_, act) => {
  await act()
  while ((await site.work()) > 0);
  for (const id of await allArrivals()) await seeToArrival(site.ground, id)
  const once = await everything()
  for (const id of await allArrivals()) await seeToArrival(site.ground, id)
  expect(await everything()).toBe(once)
})

test('two moderators at once: one decision, carried out once', async () => {
  const { db } = site.database
  const held = await db('posts').where({ state: 'held' }).first('id', 'arrival_id')
  const outcomes = await Promise.all([
    decideHeld(db, held.id, { what: 'accept', via: 'command' }),
    decideHeld(db, held.id, { what: 'refuse', via: 'command' }),
  ])
  expect(outcomes.toSorted()).toEqual(['decided', 'decided-before'])
  await Promise.all([seeToArrival(site.ground, held.arrival_id), seeToArrival(site.ground, held.arrival_id)])
  const once = await everything()
  await seeToArrival(site.ground, held.arrival_id)
  expect(await everything()).toBe(once)
  const { state, decision } = await db('posts').where({ id: held.id }).first('state', 'decision')
  expect(state).toBe(decision === 'accept' ? 'accepted' : 'refused')
})

test('two jobs for one arrival at the same time archive and send once', async () => {
  const { db } = site.database
  await site.receive(mail({ From: anne, Subject: 'Ensemble', 'Message-ID': '<ensemble@orange.example>' }), [
    'bureau@velo15.example',
  ])
  const [id] = await db('arrivals').whereNull('done_at').pluck('id')
  await Promise.all(Array.from({ length: 5 }, () => seeToArrival(site.ground, id)))
  expect(await db('messages').where({ message_id: 'ensemble@orange.example' })).toHaveLength(1)
  const copies = await db('deliveries as d')
    .join('messages as m', 'm.id', 'd.message_id')
    .where('m.message_id', 'ensemble@orange.example')
    .pluck('d.recipient')
  expect(copies.toSorted()).toEqual([...new Set(copies)].toSorted())
})
