// Whoever was forwarded a mail of ours has its token, and may write any From: what that brings its owner.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TokenPurpose } from '#lists/tokens.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { mail } from '../../support/mail.ts'
import { lise, type Moderated, moderated, paul } from '../moderation/site.ts'

let one: Moderated
beforeAll(async () => {
  one = await moderated()
})
afterAll(() => one.close())
beforeEach(() => db()('answered').delete())

const db = () => one.site.database.db
const count = async (template: string, recipient: string) =>
  (await one.notices(template)).filter((notice) => notice.recipient === recipient).length
async function asks(from: string, words: string, level: EvidenceLevel) {
  const to = 'bureau-request@velo15.example'
  await one.site.receive(mail({ From: from, To: to, Subject: words }, ''), [to], level)
  await one.site.work()
}
async function forges(address: string, words: string, purpose: TokenPurpose) {
  for (let n = 0; n < 3; n++) await one.answer(address, words, 'none', purpose)
}

test('a moderator’s token brings them one mail a day, and says nothing of whether they receive', async () => {
  await one.tell(await one.held('Transféré'))
  await db()('addresses').where({ address: paul }).update({ score: 0.5 })
  await forges(paul, 'OUI', 'moderate')
  expect(await count('decision-unproved', paul)).toBe(1)
  expect((await db()('addresses').where({ address: paul }).first('score')).score).toBeCloseTo(0.5)
  await db()('tokens')
    .where({ address: paul })
    .update({ expires_at: db().raw(`now() - interval '1 hour'`) })
  await forges(paul, 'OUI', 'moderate')
  expect(await count('decision-too-old', paul)).toBe(0)
  await one.answer(paul, 'OUI')
  expect(await count('decision-too-old', paul)).toBe(1)
  expect((await db()('addresses').where({ address: paul }).first('score')).score).toBe(0)
})

test('nor do the numbers that somebody was offered', async () => {
  await one.site.receive(mail({ From: lise, To: one.list.address, Subject: 'À moi' }), [one.list.address])
  await one.site.work()
  await asks(lise, 'ANNULER', 'aligned')
  expect(await count('which-own-post', lise)).toBe(1)
  await forges(lise, 'peut-être', 'confirm-act')
  expect(await count('own-post-unclear', lise)).toBe(1)
})

test('what is asked without proof and then confirmed begins their day anew', async () => {
  await asks(lise, 'QUITTER', 'none')
  await asks(lise, 'QUITTER', 'none')
  expect(await count('leave-confirm', lise)).toBe(1)
  await db()('addresses').where({ address: lise }).update({ score: 0.5 })
  await one.answer(lise, 'non', 'none', 'confirm-act')
  expect((await db()('addresses').where({ address: lise }).first('score')).score).toBe(0)
  await asks(lise, 'QUITTER', 'none')
  expect(await count('leave-confirm', lise)).toBe(2)
})
