import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asked } from '#search/engine.ts'
import type { Follower } from '#search/meilisearch/follow.ts'
import { parseQuery } from '#search/query/parse.ts'
import { type WithMeilisearch, withMeilisearch, withoutMeilisearch } from '#search/with-meilisearch.ts'
import { openLog } from '#store/log.ts'
import { until } from '#test/support/until.ts'
import { type Mirrored, mirrored, TIME_ZONE } from './mirrored.ts'

let archive: Mirrored
let list: number
const followers: Follower[] = []
beforeEach(async () => {
  archive = await mirrored()
  list = await archive.makeList('jardin@quai.example')
})
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop()
  await archive.close()
})

function open(fallback: boolean): WithMeilisearch {
  const both = withMeilisearch({
    url: archive.url,
    key: 'a-key',
    fallback,
    domain: 'relais.example',
    timeZone: TIME_ZONE,
    database: archive.database,
    entries: archive.rebuilding.entries,
    messagesAfter: archive.rebuilding.messagesAfter,
    postgres: archive.postgres,
    texts: archive.texts,
    log: openLog('silent'),
  })
  followers.push(both.follow())
  return both
}

const asked = (text: string, more: Partial<Asked> = {}): Asked => ({
  query: parseQuery(text).query,
  lists: [list],
  timeZone: TIME_ZONE,
  sort: 'date',
  limit: 10,
  offset: 0,
  count: 'exact',
  ...more,
})

/** Meilisearch answers, and has the one message. */
const told = (engine: WithMeilisearch['engine']) =>
  until(async () => {
    const { by, total } = await engine.find(asked('vélo'))
    return by === 'meilisearch' && total === 1
  })

test('a message is found as soon as it is filed while Meilisearch’s index is made, then by Meilisearch', async () => {
  const id = await archive.file([list], 'Un vélo')
  const { engine } = open(true)
  expect(await engine.find(asked('vélos'))).toMatchObject({ by: 'postgres', hits: [{ id }] })
  await until(async () => (await engine.find(asked('vélos'))).by === 'meilisearch')
  expect(await engine.find(asked('vélos'))).toMatchObject({ total: 1, hits: [{ id, snippet: 'Un vélo' }] })
  expect([...archive.standIn.indexes.keys()]).toContain('relais_relais_example')
  const searches = archive.standIn.asked('POST', /^\/multi-search$/)
  for (const { headers } of searches) expect(headers.authorization).toBe('Bearer a-key')
  expect(searches.at(-1)?.body).toMatchObject({
    queries: [{ filter: expect.stringContaining(`lists IN [${list}] AND words IN [`) }, {}],
  })
})

test('when Meilisearch goes down in the middle PostgreSQL answers, what is new included, until it is back', async () => {
  const { engine, state } = open(true)
  await until(async () => (await engine.find(asked('x'))).by === 'meilisearch')
  archive.standIn.mode = 'down'
  const id = await archive.file([list], 'Un vélo')
  expect(await engine.find(asked('vélo'))).toMatchObject({ by: 'postgres', total: 1 })
  expect(await engine.facets(asked('vélo'))).toMatchObject({ by: 'postgres', counted: 1 })
  await until(async () => (await state()).waiting === 1)
  expect(await state()).toMatchObject({ answering: 'postgres' })
  archive.standIn.mode = 'up'
  await until(async () => (await engine.find(asked('vélo'))).by === 'meilisearch', 20_000)
  await until(async () => (await engine.find(asked('vélo'))).hits[0]?.id === id)
})

test('without a fallback search is away with Meilisearch, and filing goes on', async () => {
  const { engine } = open(false)
  await expect(engine.find(asked('vélo'))).rejects.toMatchObject({ name: 'SearchAway', why: 'not-ready' })
  await until(() => engine.find(asked('vélo')).catch(() => undefined), 20_000)
  archive.standIn.mode = 'down'
  await expect(engine.find(asked('vélo'))).rejects.toMatchObject({ name: 'SearchAway', why: 'unreachable' })
  expect(await archive.file([list], 'Un vélo')).toBeGreaterThan(0)
})

test('check tells what the index lacks and what it has too much', async () => {
  const [kept, lacking] = [await archive.file([list], 'a'), await archive.file([list], 'b')]
  const { engine } = open(true)
  await until(async () => (await engine.find(asked('a'))).by === 'meilisearch')
  const range = { first: 1, last: 1_000 }
  expect(await engine.compare(range)).toEqual({ missing: [], stray: [], checked: 2 })
  const index = archive.standIn.index('relais_relais_example')
  index.documents.delete(lacking)
  index.documents.set(999, { id: 999, lists: [list] })
  index.documents.set(kept, { ...index.documents.get(kept), lists: [list, 77] })
  expect(await engine.compare(range)).toEqual({ missing: [lacking], stray: [kept, 999], checked: 2 })
})

test('rights are asked of the server with every question, and hits that lost their place meanwhile are not shown', async () => {
  const other = await archive.makeList('bureau@quai.example')
  const id = await archive.file([list], 'Un vélo')
  const secret = await archive.file([other], 'Un vélo')
  const { engine } = open(true)
  await until(async () => (await engine.find(asked('vélo'))).by === 'meilisearch')
  expect((await engine.find(asked('vélo'))).hits.map((hit) => hit.id)).toEqual([id])
  expect((await engine.find(asked('vélo', { lists: [] }))).total).toBe(0)
  expect((await engine.find(asked('vélo', { lists: 'all' }))).total).toBe(2)
  const scope = { sql: 'select id from lists where address = ?', bindings: ['bureau@quai.example'] }
  expect((await engine.find(asked('vélo', { lists: scope }))).hits.map((hit) => hit.id)).toEqual([secret])
  for (const request of archive.standIn.asked('POST', /^\/multi-search$/))
    for (const { filter = '' } of (request.body as { queries: { filter?: string }[] }).queries)
      if (!filter.startsWith('words')) expect(filter).toMatch(/^lists IN \[\d+\]/)
  archive.standIn.queue = 'stopped'
  await archive.db('postings').where({ message_id: id }).update({ state: 'hidden' })
  expect((await engine.find(asked('vélo'))).hits).toEqual([])
})

test('ten thousand lists are asked of Meilisearch; of more PostgreSQL is asked', async () => {
  const { engine } = open(true)
  await archive.file([list], 'Un vélo')
  await told(engine)
  const many = (count: number) => Array.from({ length: count }, (_, n) => list + n)
  expect(await engine.find(asked('vélo', { lists: many(10_000) }))).toMatchObject({
    by: 'meilisearch',
    total: 1,
  })
  expect(await engine.find(asked('vélo', { lists: many(10_001) }))).toMatchObject({
    by: 'postgres',
    total: 1,
  })
  expect(engine.answering()).toBe('meilisearch')
})

test('the index is made anew on demand, and a second engine that is given up is forgotten', async () => {
  const both = open(true)
  await archive.file([list], 'Un vélo')
  await until(async () => (await both.engine.find(asked('vélo'))).by === 'meilisearch')
  const swaps = archive.standIn.asked('POST', /^\/swap-indexes$/).length
  expect(await both.rebuild({ signal: new AbortController().signal })).toBe(1)
  expect(archive.standIn.asked('POST', /^\/swap-indexes$/)).toHaveLength(swaps + 1)
  for (const follower of followers.splice(0)) await follower.stop()
  await withoutMeilisearch(archive.database)
  expect(await both.state()).toMatchObject({ mirror: undefined, waiting: 0 })
})
