import { afterAll, beforeAll, expect, test } from 'vitest'
import { consumeLogin, loginLink, peekLogin, requestLogin } from '#lists/login.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
const anne = 'anne@orange.example'
beforeAll(async () => {
  site = await testSite()
  await site.list('bureau@velo15.example', 'discussion', anne)
})
afterAll(() => site.close())

/** The link's token and the code of the newest mail. */
async function mailed(): Promise<{ token: string; code: string }> {
  await requestLogin(site.ground, anne, { language: 'fr', returnTo: '/me' })
  const { bytes } = await site.database
    .db('notices')
    .where({ template: 'login' })
    .orderBy('id', 'desc')
    .first('bytes')
  const text = bytes.toString('latin1').replace(/=\r\n/g, '')
  return { token: /login\/([a-z2-70]+)/.exec(text)![1]!, code: /\b(\d{6})\b/.exec(text)![1]! }
}

test('the link and the code of a mail sign in once, and lead back to where one was', async () => {
  const { token, code } = await mailed()
  expect(await peekLogin(site.ground, { token })).toMatchObject({ address: anne })
  expect(await consumeLogin(site.ground, { address: ` ${anne.toUpperCase()} `, code })).toMatchObject({
    returnTo: '/me',
  })
  expect(await consumeLogin(site.ground, { token })).toBeUndefined()
  expect(await peekLogin(site.ground, { address: anne, code })).toBeUndefined()
})

test('guessing ends after five tries, at once or one by one; the link of the mail still works', async () => {
  const { token, code } = await mailed()
  const wrong = code === '000000' ? '000001' : '000000'
  await Promise.all(Array.from({ length: 20 }, () => peekLogin(site.ground, { address: anne, code: wrong })))
  expect(await peekLogin(site.ground, { address: anne, code })).toBeUndefined()
  expect(await consumeLogin(site.ground, { token })).toBeDefined()
})

test('nobody gets a link for an address that we do not know, or more than five mails an hour', async () => {
  expect(await loginLink(site.ground, 'inconnu@free.example')).toBeUndefined()
  await requestLogin(site.ground, 'inconnu@free.example', { language: 'fr' })
  for (let n = 0; n < 10; n++) await requestLogin(site.ground, anne, { language: 'fr' })
  const mails = await site.database.db('notices').where({ template: 'login' }).pluck('recipient')
  expect(new Set(mails)).toEqual(new Set([anne]))
  expect(mails.length).toBeLessThanOrEqual(10) // five in each of at most two hours
})
