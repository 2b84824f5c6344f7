import { afterAll, beforeAll, expect, test } from 'vitest'
import { rememberIdentities } from '#lists/identities.ts'
import { ensurePerson } from '#lists/people.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { mail } from '../../support/mail.ts'
import { anne, lise, type Moderated, moderated } from './site.ts'

let one: Moderated
beforeAll(async () => {
  one = await moderated()
})
afterAll(() => one.close())

const db = () => one.site.database.db
/** Somebody's message: the number of its post. */
async function posts(from: string, level: EvidenceLevel): Promise<number> {
  await one.site.receive(mail({ From: from, Subject: 'Un mot' }), [one.list.address], level)
  await one.site.work()
  return (await db()('posts').orderBy('id', 'desc').first('id')).id
}
const state = async (post: number) => (await one.stateOf(post)).state
/** As if a moderator had said so, and the wait were over. */
async function block(post: number): Promise<void> {
  await one.tell(post)
  await one.answer(anne, 'BLOQUER')
  expect(await one.stateOf(post)).toMatchObject({ decision: 'discard' })
  await db()('standing_verdicts').update({ effective_at: db().raw(`now() - interval '1 second'`) })
}
const proved = async (address: string) =>
  await db()('standing_verdicts').where({ address }).whereNull('revoked_at').pluck('proved')

test('BLOQUER on a forged message leaves whoever is proved to have that address as they were', async () => {
  const [forged, another] = [await posts(lise, 'none'), await posts(lise, 'none')]
  expect(await state(forged)).toBe('held')
  await block(forged)
  expect(await proved(lise)).toEqual([false])
  expect(await state(await posts(lise, 'none'))).toBe('discarded')
  const hers = await posts(lise, 'spf-aligned')
  expect(await state(hers)).toBe('held')
  await block(hers)
  expect(await state(await posts(lise, 'aligned'))).toBe('discarded')
  await block(another)
  expect(await proved(lise)).toEqual([true])
})

test('whom an earlier confirmation proves is blocked as themselves', async () => {
  const address = 'zoe@free.example'
  await db().transaction(async (tx) => {
    const { id } = await ensurePerson(tx, { address, verified: 'verified' })
    await rememberIdentities(tx, { from: address, personId: id, identities: ['d=envoi.example'] })
  })
  const post = await posts(address, 'none')
  await db()('arrivals').update({
    evidence: db().raw(`evidence || '{"identities": ["d=envoi.example"]}'`),
  })
  await block(post)
  expect(await proved(address)).toEqual([true])
})
