import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import type axe from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

const PACKAGE = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url)
const VERSION: string = JSON.parse(readFileSync(PACKAGE, 'utf8')).version

/** The Chromium of the package, unpacked once for each of its versions. */
export async function openBrowser(): Promise<Browser> {
  const place = join(tmpdir(), `relais-chromium-${VERSION}`)
  await mkdir(place, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = place // it unpacks there, and takes what is there for its own
  try {
    const executablePath = await chromium.executablePath()
    return await playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, a line each: rule, element. `contrast` asks for that rule alone. */
export async function violations(page: Page, asked: 'all' | 'contrast'): Promise<string[]> {
  await page.evaluate(SOURCE)
  const runOnly: axe.RunOnly =
    asked === 'all' ? { type: 'tag', values: LEVELS } : { type: 'rule', values: ['color-contrast'] }
  const found = await page.evaluate(async (only) => {
    const results = await (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: only })
    return results.violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    )
  }, runOnly)
  return found
}

/** How many pixels wider than the window the page is. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

/** Things to press, on a phone, that are less than 44 px high; links inside a line of text are exempt (WCAG 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('button, input:not([type=hidden]), select, nav.pager a, .bar a, .file, .tree a, summary')]
    .filter((one) => one.checkVisibility() && !one.closest('.foot') && !one.classList.contains('skip'))
    .filter((one) => one.getBoundingClientRect().height < (one.closest('.body') ? 32 : 44))
    .map((one) => one.outerHTML.slice(0, 120) + ' ' + one.getBoundingClientRect().height)`)
}
