// How messages that were asked for are shared out among mails: small ones together, large ones alone, too large a link.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
const list = 'photos@velo15.example'
const paul = 'paul@free.example'
const MB = 1024 * 1024

beforeAll(async () => {
  site = await testSite()
  await site.list(list, 'private', paul)
  for (const [subject, size] of [
    ['Petite', 1],
    ['Moyenne', 3],
    ['Grande', 4],
    ['Énorme', 11],
  ] as const) {
    const body = `${'a'.repeat(75)}\n`.repeat((size * MB) / 77)
    await site.receive(
      mail({ From: paul, To: list, Subject: subject, 'Message-ID': `<${size}@free.example>` }, body),
      [list],
    )
    await site.work()
  }
}, 60_000)
afterAll(() => site.close())

/** Asks, and reads the mails that answer. */
async function answers(text: string) {
  const last = await site.ground.db('notices').max('id as id').first()
  await site.receive(mail({ From: paul, To: 'photos-request@velo15.example', Subject: text }), [
    'photos-request@velo15.example',
  ])
  await site.work()
  const rows = await site.ground
    .db('notices')
    .where('id', '>', last?.id ?? 0)
    .where('recipient', paul)
    .orderBy('id')
  return await Promise.all(rows.map(async ({ bytes }: { bytes: Buffer }) => await simpleParser(bytes)))
}

test('a message over 10 MB is a link, one under is attached as it came', async () => {
  const [large] = await answers('GET <11@free.example>')
  expect(large!.attachments).toEqual([])
  expect(large!.text).toContain('https://relais.example/lists/photos@velo15.example/messages/')
  const [small] = await answers('GET <1@free.example>')
  expect((await simpleParser(small!.attachments[0]!.content)).subject).toBe('Petite')
})

test('together over 5 MB, each has a mail of its own; the links share one', async () => {
  const mails = await answers('LAST 4')
  expect(mails.map(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
    ['Grande.eml'],
    ['Moyenne.eml'],
    ['Petite.eml'],
    [],
  ])
  expect(mails.at(-1)!.text).toContain('Énorme')
})

test('a month that is small is one file', async () => {
  const month = new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    timeZone: 'Europe/Paris',
  })
  const [box] = await answers(`GET ${month.format(new Date())}`)
  expect(box!.attachments.map(({ filename }) => filename)).toEqual([
    `photos-${month.format(new Date())}.mbox.gz`,
  ])
})

test('an address gets no more than fifty of such answers a day', async () => {
  await site.ground.db('answered').where({ address: paul, kind: 'proved' }).update({ count: 50 })
  expect(await answers('GET <1@free.example>')).toEqual([])
})
