// The pages in a real browser: seen by axe at both widths and in both themes, and used without JavaScript.
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seal } from '#lists/seal.ts'
import { openBrowser, overflow, smallTargets, violations } from './browser.ts'
import { lastLoginMail } from './login-mail.ts'
import { listenTestWeb, openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let site: Awaited<ReturnType<typeof listenTestWeb>>
let browser: Browser
beforeAll(async () => {
  web = await openTestWeb({ RELAIS_INSTANCE_NAME: 'Les associations du 15e' })
  site = await listenTestWeb(web)
  browser = await openBrowser()
  await web.database.db('outbox').insert({
    mail_from: '',
    recipients: ['anne@velo15.example', 'jean@coop.example'],
    subject: 'Confirmez : est-ce bien vous ?',
    head: Buffer.from(
      'From: relais@relais.example\r\nTo: anne@velo15.example\r\nSubject: Confirmez\r\n\r\nSuivez https://relais.example/confirmer ou répondez.\r\n',
    ),
  })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await web?.close()
})

const LIST = '/lists/annonces@velo15.example'
type Who = 'stranger' | 'anne' | 'administrator'

async function as(
  who: Who,
  options: { language?: string; javaScriptEnabled?: boolean; width?: number } = {},
): Promise<BrowserContext> {
  const { language = 'fr-FR', javaScriptEnabled = true, width = 1280 } = options
  const context = await browser.newContext({
    locale: language,
    javaScriptEnabled,
    viewport: { width, height: 800 },
  })
  if (who !== 'stranger') {
    const value = (await web.cookie(web.world.people[who])).slice('relais='.length)
    await context.addCookies([{ name: 'relais', value, url: site.url }])
  }
  return context
}

/** Every page, as who sees most of it. */
const pages: readonly [name: string, who: Who, url: () => string][] = [
  ['the first page', 'stranger', () => '/'],
  ['the first page, signed in', 'administrator', () => '/'],
  ['a space', 'anne', () => '/spaces/velo15'],
  ['a space without a list to see', 'stranger', () => '/spaces/chorale'],
  ['a list', 'stranger', () => LIST],
  ['a list without messages', 'stranger', () => '/lists/parcelles@jardins.relais.example'],
  ['an archive', 'stranger', () => `${LIST}/archive`],
  ['a month', 'stranger', () => `${LIST}/archive/2026-11`],
  ['a month without messages', 'stranger', () => `${LIST}/archive/2020-01`],
  ['a year', 'anne', () => `${LIST}/archive/2026`],
  ['a year without messages', 'stranger', () => `${LIST}/archive/2001`],
  ['who wrote', 'anne', () => `${LIST}/people`],
  [
    'who wrote, in a list without messages',
    'stranger',
    () => '/lists/parcelles@jardins.relais.example/people',
  ],
  ['what somebody wrote', 'stranger', () => `${LIST}/people/${web.world.hashes.meeting}`],
  ['files', 'stranger', () => `${LIST}/files`],
  ['no such file', 'stranger', () => `${LIST}/files?kind=video`],
  ['no file yet', 'stranger', () => '/lists/parcelles@jardins.relais.example/files'],
  ['a thread', 'stranger', () => `${LIST}/threads/${web.world.hashes.meeting}`],
  ['a long thread', 'anne', () => `${LIST}/threads/${web.world.hashes.long}?page=2`],
  [
    'a thread with a very long subject, right to left',
    'stranger',
    () => `${LIST}/threads/${web.world.hashes.rtl}`,
  ],
  ['a message', 'anne', () => `${LIST}/messages/${web.world.hashes.html}`],
  ['an empty message from nobody', 'anne', () => `${LIST}/messages/${web.world.hashes.odd}`],
  ['search, before', 'stranger', () => '/search'],
  ['search, found', 'stranger', () => '/search?q=mairie'],
  ['search, nothing found', 'stranger', () => '/search?q=introuvable'],
  ['signing in', 'stranger', () => '/login'],
  ['a private page', 'stranger', () => '/lists/bureau@velo15.example'],
  ['my lists', 'anne', () => '/me'],
  [
    'leaving',
    'stranger',
    () => `/u/${seal(web.secrets, 'unsubscribe', [web.world.lists.annonces.id, web.world.people.anne])}`,
  ],
  ['the outbox', 'administrator', () => '/outbox'],
  ['a kept mail', 'administrator', () => '/outbox/1'],
  ['no such page', 'stranger', () => '/nothing'],
]

describe('for everybody', () => {
  const contexts = new Map<Who, BrowserContext>()
  beforeAll(async () => {
    for (const who of ['stranger', 'anne', 'administrator'] as const) contexts.set(who, await as(who))
  })

  test.concurrent.each(pages)(
    '%s has no barrier, wide and narrow, light and dark',
    async (_name, who, url) => {
      const page = await contexts.get(who)!.newPage()
      const outside: string[] = []
      page.on('request', (request) => request.url().startsWith(site.url) || outside.push(request.url()))
      const errors: string[] = []
      page.on(
        'console',
        (message) =>
          message.type() === 'error' &&
          !/status of 4\d\d/.test(message.text()) &&
          errors.push(message.text()),
      )
      await page.goto(site.url + url())
      const seen: Record<string, unknown> = { light: await violations(page, 'all') }
      await page.emulateMedia({ colorScheme: 'dark' })
      seen.dark = await violations(page, 'contrast')
      await page.setViewportSize({ width: 360, height: 800 })
      seen.darkNarrow = await violations(page, 'all')
      await page.emulateMedia({ colorScheme: 'light' })
      seen.lightNarrow = await violations(page, 'contrast')
      seen.small = await smallTargets(page)
      await page.setViewportSize({ width: 320, height: 800 })
      seen.overflow = await overflow(page)
      expect({ ...seen, outside, errors }).toEqual({
        light: [],
        dark: [],
        darkNarrow: [],
        lightNarrow: [],
        small: [],
        overflow: 0,
        outside: [],
        errors: [],
      })
      await page.close()
    },
  )
})

test('a member signs in by code, reads, unfolds a quote and signs out without any JavaScript', async () => {
  const context = await as('stranger', { javaScriptEnabled: false, width: 360 })
  const page = await context.newPage()
  await page.goto(`${site.url}/lists/bureau@velo15.example`)
  expect(await page.title()).toBe('Connectez-vous pour voir cette page')
  await page.getByLabel('Votre adresse électronique').fill('anne@velo15.example')
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  const { code } = (await lastLoginMail(web, 'anne@velo15.example'))!
  await page.getByLabel('Code reçu').fill(code)
  await page.getByRole('button', { name: 'Entrer' }).click()
  expect(new URL(page.url()).pathname).toBe('/lists/bureau@velo15.example')
  await page.goto(`${site.url}${LIST}/threads/${web.world.hashes.meeting}`)
  const quote = page.getByText('Bien amicalement').last()
  expect(await quote.isVisible()).toBe(false)
  await page.getByText('Anne Martin a écrit…').click()
  expect(await quote.isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Mes listes' }).click()
  await page.getByRole('main').getByRole('button', { name: 'Se déconnecter' }).click()
  expect(await page.getByRole('link', { name: 'Se connecter' }).isVisible()).toBe(true)
  await context.close()
})

test('the language is changed by a button, and kept', async () => {
  const context = await as('stranger', { language: 'en-GB', javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}${LIST}?x=1`)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('button', { name: 'Français' }).click()
  expect(page.url()).toBe(`${site.url}${LIST}?x=1`)
  expect(await page.getByText('Écrire à la liste').isVisible()).toBe(true)
  await context.close()
})

test('in a long thread each text is a page away, and every message of the tree has its anchor', async () => {
  const context = await as('stranger', { javaScriptEnabled: false })
  const page = await context.newPage()
  const url = `${site.url}${LIST}/threads/${web.world.hashes.long}`
  await page.goto(url)
  const anchors = () =>
    page.locator('[id^="m-"]').evaluateAll((all: { id: string }[]) => all.map((one) => one.id))
  const first = await anchors()
  expect(first).toHaveLength(57)
  expect(await page.locator('article.msg').count()).toBe(20)
  await page.locator(`#${first[45]}`).click()
  expect(page.url()).toBe(`${url}?page=3#${first[45]}`)
  expect(await page.locator(`article#${first[45]} .body`).innerText()).toMatch(/^Message numéro \d+$/)
  expect((await anchors()).toSorted()).toEqual(first.toSorted())
  await page.getByRole('link', { name: 'Plus anciens' }).click()
  expect(await page.locator('article.msg').first().getAttribute('id')).toBe(first[20])
  await page.goto(`${url}?message=${first[50]!.slice(2)}#${first[50]}`)
  expect(await page.locator(`article#${first[50]}`).isVisible()).toBe(true)
  await context.close()
})

test('a feed is XML that a program reads', async () => {
  const context = await as('stranger')
  const page = await context.newPage()
  await page.goto(site.url)
  for (const path of [`${LIST}/feed.atom`, '/sitemap.xml', `${LIST}/sitemap/1.xml`]) {
    const text = await (await context.request.get(site.url + path)).text()
    const root = `new DOMParser().parseFromString(${JSON.stringify(text)}, 'application/xml').documentElement.nodeName`
    expect([path, await page.evaluate(root)]).toEqual([
      path,
      expect.stringMatching(/^(feed|sitemapindex|urlset)$/),
    ])
  }
  await context.close()
})

test('a message’s own layout opens in a fence and fetches nothing', async () => {
  const context = await as('stranger')
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url().replace(site.url, '')))
  await page.goto(`${site.url}${LIST}/messages/${web.world.hashes.html}`)
  await page.getByText('Voir la mise en forme d’origine').click()
  const frame = page.frameLocator('iframe')
  expect(await frame.locator('h1').innerText()).toBe('Balade')
  expect(await frame.locator('img').getAttribute('alt')).toBe('le vélo')
  expect(asked.filter((url) => !url.startsWith('/static/'))).toEqual([
    `${LIST}/messages/${web.world.hashes.html}`,
    `${LIST}/messages/${web.world.hashes.html}/html`,
  ])
  await context.close()
})
