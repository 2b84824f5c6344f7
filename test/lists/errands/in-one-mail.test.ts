import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerWith } from '#lists/errands/in-one-mail.ts'
import type { Asked } from '#lists/errands/table.ts'
import type { Mail } from '#lists/mails.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  await site.list('bureau@velo15.example', 'discussion', 'anne@orange.example')
  await site.list('sorties@velo15.example', 'discussion', 'anne@orange.example')
})
afterAll(() => site.close())

/** What is answered to a mail of Anne's. */
async function answers(body: string, evidence?: EvidenceLevel) {
  await site.ground.db('notices').delete()
  const to = 'bureau-request@velo15.example'
  await site.receive(mail({ From: 'anne@orange.example', To: to }, body), [to], evidence)
  await site.work()
  const rows = await site.ground.db('notices').orderBy('id').select('template', 'bytes')
  return await Promise.all(
    rows.map(async ({ template, bytes }) => {
      const { subject, from, text, html } = await simpleParser(bytes)
      return { template, subject, from: from?.value[0]?.address, text: text ?? '', html: String(html) }
    }),
  )
}

test('several requests about a list are answered in one mail, in their order, with a rule between', async () => {
  const [one, ...others] = await answers('AIDE\nPAUSE\nAIDE\n')
  expect(others).toEqual([])
  expect(one).toMatchObject({
    template: 'several-answers',
    subject: 'Vos 2 demandes pour la liste bureau',
    from: 'bureau-request@velo15.example',
  })
  expect(one!.text.match(/^Bonjour,$/gm)).toHaveLength(1)
  expect(one!.text).toMatch(
    /^Bonjour,\n\nVoici nos réponses(?:.|\n)+\n\n—\n\nVoici comment utiliser(?:.|\n)+\n\n—\n\nC’est fait(?:.|\n)+\n\n—\n\nRelais, pour bureau\n$/,
  )
  expect(one!.html.match(/<hr>/g)).toHaveLength(3)
})

test('one request is answered by its own mail', async () => {
  expect((await answers('REPRENDRE\n')).map(({ template }) => template)).toEqual(['receiving-changed'])
})

test('unproved, several requests are one question, with a token of its own', async () => {
  const mails = await answers('AIDE\nPAUSE\n', 'none')
  expect(mails.map(({ template }) => template)).toEqual(['request-confirm'])
  expect(mails[0]!.from).toMatch(/^confirm\+/)
})

test('answers about two lists are two mails: an answer to one is about its list', async () => {
  const mails = await answers('PAUSE bureau\nPAUSE sorties\n')
  expect(mails.map(({ from }) => from)).toEqual([
    'bureau-request@velo15.example',
    'sorties-request@velo15.example',
  ])
})

test('a mail with more than words goes by itself', async () => {
  const plain: Mail = {
    name: 'help',
    language: 'fr',
    to: 'anne@orange.example',
    from: { name: 'bureau', address: 'bureau-owner@velo15.example' },
    listId: 1,
    once: 'plain',
    sentences: { owner: 'bureau-owner@velo15.example' },
  }
  const kept: Mail[] = []
  await site.ground.db.transaction(async (tx) => {
    const asked = { answers: kept } as unknown as Asked
    await answerWith(tx, asked, plain)
    await answerWith(tx, asked, { ...plain, replyTo: 'zoe@free.example' })
  })
  expect(kept).toEqual([plain])
})
