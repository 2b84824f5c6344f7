// An address that was linked by mail, before its person has opened a session: it decides and reads nothing by their role.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkAddress, trustAddresses } from '#lists/addresses-of-people.ts'
import { decideHeld } from '#lists/moderation/decide.ts'
import { decisionOn } from '#lists/moderation/held-posts.ts'
import { decideRequest, decisionOnRequest, keepRequest } from '#lists/moderation/join-requests.ts'
import { ensurePerson } from '#lists/people.ts'
import { moderatorsOf } from '#lists/roles.ts'
import { makeToken } from '#lists/tokens.ts'
import { mail } from '../../support/mail.ts'
import { anne, lise, type Moderated, moderated } from './site.ts'

const seconde = 'anne.seconde@free.example'
const requests = 'bureau-request@velo15.example'
let one: Moderated
let anneId: number
let post: number
beforeAll(async () => {
  one = await moderated('without')
  // Known before the address that has the role, so that its number is the lower one.
  await db().transaction((tx) => ensurePerson(tx, { address: seconde }))
  anneId = await one.role(anne, 'owner', { listId: one.list.id })
  await db().transaction((tx) => linkAddress(tx, anneId, seconde))
  post = await one.held('Discret')
})
afterAll(() => one.close())

const db = () => one.site.database.db
const awayUntil = async () =>
  (await db()('roles').where({ person_id: anneId }).first('away_until')).away_until as unknown
/** The mail that an address got last. */
const lastTo = async (recipient: string): Promise<string | undefined> =>
  (await db()('notices').where({ recipient }).orderBy('id', 'desc').first('template'))?.template
async function asks(words: string, from = seconde): Promise<string | undefined> {
  await one.site.receive(mail({ From: from, To: requests, Subject: words }, ''), [requests], 'aligned')
  await one.site.work()
  return await lastTo(from)
}

test('what waits is mailed to the address that has the role', async () => {
  const moderators = (await moderatorsOf(db(), [one.list.id])).get(one.list.id)
  expect(moderators?.map(({ address }) => address)).toEqual([anne])
  await one.tell(post)
  expect((await one.notices('held-post')).map(({ recipient }) => recipient)).toEqual([anne])
})

test('it decides nothing, whatever token it was mailed', async () => {
  for (const detail of [{ kind: 'hold', post }, { items: [{ post }] }]) {
    await db().transaction((tx) =>
      makeToken(tx, {
        purpose: 'moderate',
        address: seconde,
        personId: anneId,
        listId: one.list.id,
        detail,
      }),
    )
    await one.answer(seconde, 'items' in detail ? '1 oui' : 'OUI')
    expect(await one.stateOf(post)).toEqual({ state: 'held', decision: null })
    expect(await lastTo(seconde)).toBe('not-moderator')
  }
})

test('it neither sees what waits, nor stops moderating, nor names who stands in', async () => {
  expect(await asks('EN ATTENTE')).toBe('not-moderator')
  await one.site.receive(
    mail({ From: seconde, To: 'relais@relais.example', Subject: 'EN ATTENTE' }, ''),
    ['relais@relais.example'],
    'aligned',
  )
  await one.site.work()
  expect(await lastTo(seconde)).toBe('round-up-empty')
  expect(await asks(`PAUSE MODÉRATION jusqu’au 15 août, ${lise}`)).toBe('not-moderator')
  expect(await awayUntil()).toBeNull()
  expect(await asks('EN ATTENTE', anne)).toBe('round-up')
})

test('a confirmation that it was mailed before changes nobody’s role', async () => {
  await db().transaction((tx) =>
    makeToken(tx, {
      purpose: 'confirm-act',
      address: seconde,
      listId: one.list.id,
      detail: { act: 'stand-in', wanted: { through: 'open' } },
    }),
  )
  await one.answer(seconde, 'oui', 'aligned', 'confirm-act')
  expect(await lastTo(seconde)).toBe('not-moderator')
  expect(await awayUntil()).toBeNull()
  await db()('roles')
    .where({ person_id: anneId })
    .update({ away_until: db().raw(`'infinity'`) })
  expect(await asks('REPRENDRE MODÉRATION')).toBe('not-moderator')
  expect(await awayUntil()).not.toBeNull()
  await db()('roles').where({ person_id: anneId }).update({ away_until: null })
})

test('it reads as somebody without a role', async () => {
  expect(await asks('REVIEW')).toBe('members-closed')
  expect(await asks('INDEX')).toBe('archive-closed')
  expect(await asks('REVIEW', anne)).toBe('members')
  expect(await asks('INDEX', anne)).toBe('index-empty')
})

test('who decided is shown by the address of their role, never by another of theirs', async () => {
  await decideHeld(db(), post, { what: 'discard', by: anneId, via: 'mail', waitSeconds: 600 })
  expect(await decisionOn(db(), post)).toMatchObject({ by: anne })
  await db().transaction(async (tx) => {
    const evidence = 'aligned'
    const id = await keepRequest(tx, { listId: one.list.id, address: 'eva@free.example', name: '', evidence })
    await decideRequest(tx, id!, { what: 'accept', by: anneId, waitSeconds: 600 })
    expect(await decisionOnRequest(tx, id!)).toMatchObject({ by: anne })
  })
})

test('once its person has opened a session it is as good as the other, which still gets the mail', async () => {
  await db().transaction((tx) => trustAddresses(tx, anneId))
  expect(await asks('REVIEW')).toBe('members')
  expect((await moderatorsOf(db(), [one.list.id])).get(one.list.id)?.[0]?.address).toBe(anne)
})
