// Who is answered what, without servers: rights, numbers and taking back, mail by mail.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
const secret = 'bureau@velo15.example'
const open = 'annonces@velo15.example'
const [anne, paul, zoe] = ['anne@orange.example', 'paul@free.example', 'zoe@laposte.example'] as const

beforeAll(async () => {
  site = await testSite()
  await site.list(secret, 'private', anne, paul)
  await site.list(open, 'public', anne)
  await tell(
    anne,
    secret,
    { Subject: 'Le budget', 'Message-ID': '<budget@orange.example>' },
    'Trois cents euros.\n',
  )
  await tell(
    anne,
    open,
    { Subject: 'La fête', 'Message-ID': '<fete@orange.example>' },
    `Écrivez à ${paul}.\n`,
  )
}, 60_000)
afterAll(() => site.close())

/** Writes, and reads the notices that come of it: for whom, what, where an answer goes. */
async function tell(
  from: string,
  to: string,
  fields: Record<string, string>,
  body = '',
  evidence: EvidenceLevel = 'spf-aligned',
) {
  const last = await site.ground.db('notices').max('id as id').first()
  await site.receive(mail({ From: from, To: to, ...fields }, body), [to], evidence)
  await site.work()
  const rows = await site.ground
    .db('notices')
    .where('id', '>', last?.id ?? 0)
    .orderBy('id')
  return await Promise.all(
    rows.map(
      async ({ bytes, recipient, template }: { bytes: Buffer; recipient: string; template: string }) => {
        const { text, subject, attachments, from: sender } = await simpleParser(bytes)
        return {
          to: recipient,
          template,
          subject,
          text: text ?? '',
          attachments,
          token: sender!.value[0]!.address!,
        }
      },
    ),
  )
}
const ask = async (from: string, to: string, words: string, evidence?: EvidenceLevel) =>
  (await tell(from, to, { Subject: words }, '', evidence))[0]!

test('a member finds what is private, a stranger does not', async () => {
  expect((await ask(paul, 'bureau-request@velo15.example', 'CHERCHER budget')).template).toBe('found')
  expect((await ask(zoe, 'bureau-request@velo15.example', 'CHERCHER budget')).template).toBe('archive-closed')
  expect((await ask(paul, 'relais@relais.example', 'CHERCHER budget')).text).toContain('1. Le budget')
  expect((await ask(zoe, 'relais@relais.example', 'CHERCHER budget')).template).toBe('found-nothing')
  expect((await ask(zoe, 'relais@relais.example', 'GET <budget@orange.example>')).template).toBe(
    'no-such-message',
  )
})

test('without proof a member is a stranger until they answer', async () => {
  const question = await ask(paul, 'bureau-request@velo15.example', 'CHERCHER budget', 'none')
  expect(question).toMatchObject({ template: 'command-confirm', to: paul })
  expect(question.text).not.toContain('budget')
  expect((await tell(zoe, question.token, {}, 'oui\n', 'aligned'))[0]).toBeUndefined()
  expect((await tell(paul, question.token, {}, 'oui\n', 'none'))[0]).toMatchObject({
    template: 'found',
    to: paul,
  })
  expect(await tell(paul, question.token, {}, 'oui\n', 'none')).toEqual([])
})

test('strangers get the texts of a public archive without addresses, its members the mails as they came', async () => {
  const [forZoe] = await tell(
    zoe,
    (await ask(zoe, 'annonces-request@velo15.example', 'INDEX')).token,
    {},
    '1\n',
  )
  expect(forZoe!.attachments).toEqual([])
  expect(forZoe!.text).toContain('Écrivez à …@free.example')
  const [forAnne] = await tell(
    anne,
    (await ask(anne, 'annonces-request@velo15.example', 'INDEX')).token,
    {},
    '1\n',
  )
  expect(forAnne!.attachments).toHaveLength(1)
  expect(
    await ask(zoe, 'annonces-request@velo15.example', `GET ${new Date().toISOString().slice(0, 7)}`),
  ).toMatchObject({
    template: 'mailbox-link',
    attachments: [],
  })
})

test('nobody takes back what another wrote, however sure we are of who they are', async () => {
  expect(
    (await ask(paul, 'bureau-request@velo15.example', 'ANNULER <budget@orange.example>', 'aligned')).template,
  ).toBe('no-own-post')
  expect((await ask(paul, 'bureau-request@velo15.example', 'ANNULER <budget@orange.example>')).template).toBe(
    'command-yes',
  )
})

test('nor what somebody wrote whom nobody knows', async () => {
  await tell(zoe, open, { Subject: 'Vélo à vendre', 'Message-ID': '<vendre@laposte.example>' })
  const command = 'ANNULER <vendre@laposte.example>'
  expect((await ask(paul, 'relais@relais.example', command, 'aligned')).template).toBe('no-own-post')
  expect((await ask(zoe, 'relais@relais.example', command, 'aligned')).template).toBe('taken-back')
})

test('an author who is proved takes back at once; nobody finds it any more; twice is once', async () => {
  const { token } = await ask(paul, 'bureau-request@velo15.example', 'CHERCHER budget')
  const [told] = await tell(
    anne,
    'bureau-request@velo15.example',
    { Subject: 'Re: Le budget' },
    'ANNULER\n',
    'aligned',
  )
  expect(told).toMatchObject({ template: 'taken-back', to: anne })
  expect((await tell(paul, token, {}, '1\n'))[0]!.template).toBe('no-such-message')
  expect((await ask(paul, 'bureau-request@velo15.example', 'CHERCHER budget')).template).toBe('found-nothing')
  expect((await ask(paul, 'bureau-request@velo15.example', 'INDEX')).template).toBe('index-empty')
  expect(
    (await ask(anne, 'bureau-request@velo15.example', 'ANNULER <budget@orange.example>', 'aligned')).text,
  ).toContain('déjà été retiré')
})

test('a number offered for taking back counts once', async () => {
  await tell(anne, secret, { Subject: 'Brouillon' })
  const offered = await ask(anne, 'bureau-request@velo15.example', 'ANNULER', 'aligned')
  expect(offered.template).toBe('which-own-post')
  expect((await tell(anne, offered.token, {}, 'peut-être\n', 'none'))[0]!.template).toBe('own-post-unclear')
  expect((await tell(anne, offered.token, {}, 'non\n', 'none'))[0]).toBeUndefined()
  expect((await tell(anne, offered.token, {}, '1\n', 'none'))[0]!.template).toBe('taken-back')
  expect(await tell(anne, offered.token, {}, '2\n', 'none')).toEqual([])
})

test('an offer that has expired says so', async () => {
  const { token } = await ask(anne, 'annonces-request@velo15.example', 'CHERCHER *')
  await site.ground.db('tokens').update({ expires_at: site.ground.db.raw(`now() - interval '1 day'`) })
  expect((await tell(anne, token, {}, '1\n'))[0]!.template).toBe('offer-old')
})

test('what nobody could store or read does no harm', async () => {
  const odd = '=?utf-8?B?Q0hFUkNIRVIgdsOpbG8AYWJj7aCA?='
  expect((await ask(zoe, 'bureau-request@velo15.example', odd, 'none')).template).toBe('command-confirm')
})
