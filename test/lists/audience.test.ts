import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { List } from '#lists/lists.ts'
import { isOn, leave, subscribe, subscribers } from '#lists/subscriptions.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
let list: List
let count = 0
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  list = await site.list(
    `liste${++count}@velo15.example`,
    'discussion',
    'anne@orange.example',
    'paul@free.example',
  )
})

const db = () => site.database.db
const audience = async (id = list.id): Promise<string[]> =>
  (await subscribers(db(), id)).map((s) => s.address).toSorted()
const personOf = async (address: string): Promise<number> =>
  (await db()('addresses').where({ address }).first()).person_id
const bring = async (what: object) =>
  await db()('participations').insert({
    list_id: list.id,
    space_id: list.space.id,
    accepted_at: new Date(),
    ...what,
  })

test('who subscribed is on the list', async () => {
  expect(await audience()).toEqual(['anne@orange.example', 'paul@free.example'])
})

test('who leaves is off it, whatever brings them again; joining again is their own act', async () => {
  const paul = await personOf('paul@free.example')
  await db().transaction((tx) => leave(tx, list.id, paul, 'confirmed'))
  await db().transaction((tx) =>
    subscribe(tx, list, { address: 'paul@free.example', source: 'added', evidence: 'session' }),
  )
  expect(await audience()).toEqual(['anne@orange.example'])
  await db().transaction((tx) =>
    subscribe(tx, list, { address: 'paul@free.example', source: 'own', evidence: 'confirmed' }),
  )
  expect(await audience()).toEqual(['anne@orange.example', 'paul@free.example'])
})

test('an association brings its members, not its contacts', async () => {
  await db()('memberships')
    .where({ space_id: list.space.id, person_id: await personOf('anne@orange.example') })
    .update({ kind: 'member' })
  await db()('reasons').where({ list_id: list.id }).delete()
  await bring({ brings: 'everyone' })
  expect(await audience()).toEqual(['anne@orange.example'])
})

test('a participation that nobody accepted, or that ended, brings nobody', async () => {
  await db()('reasons').where({ list_id: list.id }).delete()
  const other = await site.list(`source${count}@velo15.example`, 'discussion', 'zoe@free.example')
  await bring({ brings: 'list', source_list_id: other.id, accepted_at: null })
  expect(await audience()).toEqual([])
  await db()('participations').where({ list_id: list.id }).update({ accepted_at: new Date() })
  expect(await audience()).toEqual(['zoe@free.example'])
  await db()('participations').where({ list_id: list.id }).update({ ended_at: new Date() })
  expect(await audience()).toEqual([])
})

test('lists that bring each other end somewhere, and each person is there once', async () => {
  const other = await site.list(
    `autre${count}@velo15.example`,
    'discussion',
    'paul@free.example',
    'zoe@free.example',
  )
  await bring({ brings: 'list', source_list_id: other.id })
  await bring({ list_id: other.id, brings: 'list', source_list_id: list.id })
  const all = ['anne@orange.example', 'paul@free.example', 'zoe@free.example']
  expect(await audience()).toEqual(all)
  expect(await audience(other.id)).toEqual(all)
})

test('who left the list that brings them is not brought', async () => {
  const other = await site.list(`partie${count}@velo15.example`, 'discussion', 'zoe@free.example')
  await bring({ brings: 'list', source_list_id: other.id })
  const zoe = await personOf('zoe@free.example')
  await db().transaction((tx) => leave(tx, other.id, zoe, 'confirmed'))
  expect(await audience()).toEqual(['anne@orange.example', 'paul@free.example'])
})

test('two addresses of one person are one person, who gets mail where they wish', async () => {
  const anne = await personOf('anne@orange.example')
  const [work] = await db()('addresses')
    .insert({
      person_id: anne,
      address: `anne${count}@travail.example`,
      written: `anne${count}@travail.example`,
      verified_at: new Date(),
    })
    .returning('id')
  expect(await audience()).toEqual(['anne@orange.example', 'paul@free.example'])
  await db()('preferences').where({ list_id: list.id, person_id: anne }).update({ address_id: work.id })
  expect(await audience()).toEqual([`anne${count}@travail.example`, 'paul@free.example'])
})

test('asked for one person it says the same as asked for all', async () => {
  const other = await site.list(
    `encore${count}@velo15.example`,
    'discussion',
    'zoe@free.example',
    'karim@poste.example',
  )
  await bring({ brings: 'list', source_list_id: other.id })
  await db().transaction(async (tx) => leave(tx, list.id, await personOf('karim@poste.example'), 'confirmed'))
  const people: number[] = await db()('people').pluck('id')
  const { rows: whole } = await db().raw('select person_id from audience(?)', [list.id])
  for (const person of people) {
    const { rows } = await db().raw('select person_id from audience(?, ?)', [list.id, person])
    expect(rows).toEqual(whole.filter((row: { person_id: number }) => row.person_id === person))
    expect(await isOn(db(), list.id, person)).toBe(rows.length === 1)
  }
})
