import { afterAll, beforeAll, expect, test } from 'vitest'
import { standAside } from '#lists/roles.ts'
import { mail } from '../../support/mail.ts'
import { type Moderated, moderated, paul } from './site.ts'

let one: Moderated
beforeAll(async () => {
  one = await moderated()
})
afterAll(() => one.close())

const db = () => one.site.database.db

test('who may be forged takes up moderating again once they have answered', async () => {
  const paulId = await one.role(paul, 'moderator', { listId: one.list.id })
  await db().transaction((tx) => standAside(tx, one.list, paulId, { through: 'open' }))
  const isAway = async () =>
    (await db()('roles').where({ person_id: paulId }).first('away_until')).away_until !== null
  const to = 'bureau-request@velo15.example'
  await one.site.receive(mail({ From: paul, To: to, Subject: 'REPRENDRE MODÉRATION' }, ''), [to], 'none')
  const [id] = await db()('arrivals').whereNull('done_at').pluck('id')
  one.ground.fresh.take(id)
  await db()('arrivals')
    .where({ id })
    .update({ evidence: db().raw(`evidence || '{"domainOffers": "no more"}'`) })
  await one.site.work()
  expect((await one.notices('moderate-again-confirm')).map(({ recipient }) => recipient)).toEqual([paul])
  expect(await isAway()).toBe(true)
  await one.answer(paul, 'non', 'none', 'confirm-act')
  expect(await isAway()).toBe(true)
  await one.site.receive(mail({ From: paul, To: to, Subject: 'REPRENDRE MODÉRATION' }, ''), [to])
  await one.site.work()
  await one.answer(paul, 'oui', 'none', 'confirm-act')
  expect(await one.notices('moderating-again')).toHaveLength(1)
  expect(await isAway()).toBe(false)
})

test('who is proved takes it up at once', async () => {
  const to = 'bureau-request@velo15.example'
  const before = (await one.notices('moderating-again')).length
  await one.site.receive(mail({ From: paul, To: to, Subject: 'REPRENDRE MODÉRATION' }, ''), [to], 'aligned')
  await one.site.work()
  expect(await one.notices('moderating-again')).toHaveLength(before + 1)
})
