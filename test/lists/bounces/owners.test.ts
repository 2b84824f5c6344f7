import { afterAll, beforeAll, expect, test } from 'vitest'
import { countBounce } from '#lists/bounces/count.ts'
import { pauseEverywhere } from '#lists/bounces/pause.ts'
import { signOfLife } from '#lists/bounces/sign-of-life.ts'
import { tellOwners } from '#lists/bounces/tell-owners.ts'
import { ensurePerson, holdAddress } from '#lists/people.ts'
import { forgetOld } from '#lists/retention.ts'
import { grantRole } from '#lists/roles.ts'
import { readableText } from '#mta/message/readable-text.ts'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  const people = ['anne@orange.example', 'paul@free.example', 'marie@free.example']
  const lists = [
    await site.list('bureau@velo15.example', 'discussion', ...people),
    await site.list('sorties@velo15.example', 'discussion', ...people),
  ]
  await site.database.db.transaction(async (tx) => {
    const anne = await ensurePerson(tx, { address: 'anne@orange.example', verified: 'verified' })
    for (const list of lists) await grantRole(tx, { personId: anne.id, role: 'owner', listId: list.id })
  })
})
afterAll(() => site.close())

const db = () => site.database.db
const addressId = async (address: string) =>
  (await db()('addresses').where({ address }).first('id')).id as number
const pause = (address: string) =>
  db().transaction(async (tx) => {
    const held = await holdAddress(tx, await addressId(address))
    await pauseEverywhere(tx, site.ground, held!, 'no-mailbox')
  })
const summaries = async () => await db()('notices').where({ template: 'bounce-summary' }).orderBy('id')

test('owners read once a day, in one mail a list, whom it no longer reaches', async () => {
  expect(await tellOwners(site.ground)).toBe(0)
  await pause('paul@free.example')
  await pause('marie@free.example')
  expect(await tellOwners(site.ground)).toBe(2)
  expect(await tellOwners(site.ground)).toBe(0)
  const mails = await summaries()
  expect(mails.map((one) => one.recipient)).toEqual(['anne@orange.example', 'anne@orange.example'])
  const text = await readableText(mails[0].bytes)
  expect(text).toContain('paul@free.example, dont les messages nous reviennent')
  expect(text).toContain('marie@free.example')
})

test('who came back before the round-up is not in it', async () => {
  await db().transaction((tx) => signOfLife(tx, site.ground, 'marie@free.example'))
  await db()('pauses').delete()
  await pause('marie@free.example')
  await db().transaction((tx) => signOfLife(tx, site.ground, 'marie@free.example'))
  expect(await tellOwners(site.ground)).toBe(0)
})

test('what waits for a paused address is cancelled, for another one of that person it is not', async () => {
  await site.receive(
    mail({ From: 'anne@orange.example', To: 'bureau@velo15.example', Subject: 'Convocation' }),
    ['bureau@velo15.example'],
  )
  await site.work()
  await pause('marie@free.example')
  const states = await db()('deliveries')
    .join('addresses', 'addresses.id', 'deliveries.address_id')
    .pluck('deliveries.state')
    .where('addresses.address', 'marie@free.example')
  expect(states).toEqual(['cancelled'])
  expect(await db()('deliveries').where({ state: 'queued' })).not.toHaveLength(0)
})

test('somebody with another verified address is told there', async () => {
  const id = await db().transaction(async (tx) => {
    const luc = await ensurePerson(tx, { address: 'luc@free.example', verified: 'verified' })
    await tx('addresses').insert({
      person_id: luc.id,
      address: 'luc@travail.example',
      written: 'luc@travail.example',
      verified_at: tx.fn.now(),
    })
    return luc.addressId
  })
  await db().transaction(async (tx) =>
    pauseEverywhere(tx, site.ground, (await holdAddress(tx, id))!, 'mailbox-full'),
  )
  const told = await db()('notices').where({ template: 'bounce-paused' }).orderBy('id', 'desc').first()
  expect(told.recipient).toBe('luc@travail.example')
  expect(await readableText(told.bytes)).toContain('luc@free.example')
})

test('an address counts once a day across lists, and the detail goes with that of deliveries', async () => {
  const id = await addressId('anne@orange.example')
  const back = (messageId: number, diagnostic: string) =>
    db().transaction((tx) =>
      countBounce(tx, site.ground, {
        addressId: id,
        messageId,
        source: 'report',
        said: { action: 'failed', status: '', diagnostic },
      }),
    )
  const score = async () => (await db()('addresses').where({ id }).first('score')).score
  expect(await back(1, '552 5.2.2 mailbox full')).toBe('mailbox-full')
  expect(await score()).toBeCloseTo(0.2)
  expect(await back(2, '550 5.1.1 user unknown')).toBe('no-mailbox')
  expect(await score()).toBeCloseTo(1)
  await back(3, '550 5.1.1 user unknown')
  expect(await back(3, '550 5.1.1 user unknown')).toBe('no-mailbox: known already')
  expect(await score()).toBeCloseTo(1)
  await db().raw(`update bounces set at = at - interval '91 days' where message_id = 1`)
  await forgetOld(db(), { refusedDays: 30, authenticationMonths: 12, auditYears: 3, deliveryDays: 90 })
  expect(await db()('bounces').where({ address_id: id }).orderBy('id').pluck('message_id')).toEqual([2, 3])
})
