import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseQuery } from '#search/query/parse.ts'
import type { SearchDesk } from '#web/needs.ts'
import { collected } from '#web/search/collect.ts'
import { openTestWeb, type TestWeb } from '../pages.ts'

let web: TestWeb
let desk: SearchDesk
beforeAll(async () => {
  web = await openTestWeb()
  desk = await web.options.site.searchDesk(undefined)
}, 60_000)
afterAll(() => web.close())

/** All that are found at once, the oldest first. */
async function atOnce(typed: string): Promise<number[]> {
  const what = { query: parseQuery(typed).query, lists: desk.lists }
  const { hits } = await desk.find(what, { sort: 'date', limit: 1000, offset: 0, count: 'capped' })
  return hits.map(({ id }) => id).reverse()
}

test('everything is found once, the oldest first', async () => {
  for (const typed of ['numero', '*', 'numero avant:2026-05-03', 'introuvable']) {
    const what = { query: parseQuery(typed).query, lists: desk.lists }
    const { hits, found } = await collected(desk, what)
    const all = await atOnce(typed)
    expect(hits.map(({ id }) => id)).toEqual(all)
    expect(found).toBe(all.length)
  }
})
