// Search in a real browser: seen by axe, with the script and without.
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, overflow, smallTargets, violations } from './browser.ts'
import { listenTestWeb, openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let site: Awaited<ReturnType<typeof listenTestWeb>>
let browser: Browser
beforeAll(async () => {
  web = await openTestWeb()
  site = await listenTestWeb(web)
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await web?.close()
})

async function as(
  who: 'stranger' | 'anne',
  { javaScriptEnabled = true, width = 1280 } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    javaScriptEnabled,
    viewport: { width, height: 800 },
  })
  if (who === 'anne') {
    const value = (await web.cookie(web.world.people.anne)).slice('relais='.length)
    await context.addCookies([{ name: 'relais', value, url: site.url }])
  }
  return context
}

describe('for everybody', () => {
  test.each([
    ['a result with what it is made of', '/search?q=numero+OU+mairie&overview=1'],
    ['a narrowed result', '/search?q=mairie+date:2026-11+de:anne@velo15.example&overview=1&sort=relevance'],
    ['a result that ended before this page', '/search?q=mairie&page=9'],
    ['remarks', '/search?q=subjet:mairie+avant:demain+liste:absente'],
    ['nothing found, but with less', '/search?q=mairie+date:2024'],
    ['the help', '/search/help'],
  ])('%s has no barrier, wide and narrow, light and dark', async (_name, url) => {
    const context = await as('anne')
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(site.url + url)
    await page.waitForLoadState('networkidle')
    for (const details of await page.locator('summary').all()) await details.click()
    const seen: Record<string, unknown> = { light: await violations(page, 'all') }
    await page.emulateMedia({ colorScheme: 'dark' })
    seen.dark = await violations(page, 'contrast')
    await page.setViewportSize({ width: 360, height: 800 })
    seen.narrow = await violations(page, 'all')
    seen.small = await smallTargets(page)
    await page.setViewportSize({ width: 320, height: 800 })
    seen.overflow = await overflow(page)
    expect({ ...seen, errors }).toEqual({
      light: [],
      dark: [],
      narrow: [],
      small: [],
      overflow: 0,
      errors: [],
    })
    await context.close()
  })
})

test('on a wide screen what a result is made of comes by itself, and narrows it', async () => {
  const context = await as('stranger')
  const page = await context.newPage()
  await page.goto(`${site.url}/search?q=mairie`)
  await page.getByRole('link', { name: 'Jean Kervella' }).click()
  expect(await page.getByLabel('Mots à chercher').inputValue()).toBe('mairie de:"Jean Kervella"')
  expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toMatch(
    /^Un message dont l’auteur/,
  )
  await page.getByLabel('Conditions').getByRole('link').click()
  expect(await page.getByLabel('Mots à chercher').inputValue()).toBe('mairie')
  await context.close()
})

test('on a telephone it comes when asked for, in the page', async () => {
  const context = await as('stranger', { width: 360 })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${site.url}/search?q=mairie`)
  await page.waitForLoadState('networkidle')
  expect(asked).not.toContain('/search/overview')
  await page.getByRole('link', { name: 'Affiner par date' }).click()
  await page.getByRole('link', { name: 'Jean Kervella' }).waitFor()
  expect(page.url()).toBe(`${site.url}/search?q=mairie`)
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Affiner')
  await context.close()
})

test('without JavaScript it is a link away', async () => {
  const context = await as('stranger', { javaScriptEnabled: false, width: 360 })
  const page = await context.newPage()
  await page.goto(`${site.url}/search?q=mairie`)
  await page.getByRole('link', { name: 'Affiner par date' }).click()
  await page.getByRole('link', { name: 'Jean Kervella' }).click()
  expect(await page.getByLabel('Mots à chercher').inputValue()).toBe('mairie de:"Jean Kervella"')
  await context.close()
})

test('where what was asked for does not come, the link leads to it', async () => {
  const context = await as('stranger', { width: 360 })
  const page = await context.newPage()
  await page.route('**/search/overview*', (route) => route.abort())
  await page.goto(`${site.url}/search?q=mairie`)
  await page.getByRole('link', { name: 'Affiner par date' }).click()
  await page.waitForURL(/overview=1/)
  expect(await page.getByRole('link', { name: 'Jean Kervella' }).isVisible()).toBe(true)
  await context.close()
})

test('a bar of the timeline leads to its month, and its figures are there for who sees no picture', async () => {
  const context = await as('stranger')
  const page = await context.newPage()
  await page.goto(`${site.url}/search?q=numero+OU+mairie&overview=1`)
  await page.getByText('En chiffres').click()
  expect(await page.getByRole('row', { name: 'mai 2026' }).innerText()).toMatch(/57/)
  await page.locator('.timeline svg a').first().click()
  expect(await page.getByLabel('Mots à chercher').inputValue()).toBe('(numero OU mairie) date:2026-05')
  await context.close()
})

test('a result is taken away with a press', async () => {
  const context = await as('anne')
  const page = await context.newPage()
  await page.goto(`${site.url}/search?q=mairie`)
  await page.getByText('Emporter ce résultat').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Courriels (mbox)' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^recherche-mairie-\d{4}-\d\d-\d\d\.zip$/)
  await context.close()
})
