import { expect, test } from 'vitest'
import { SearchAway, type WhyAway } from '#search/away.ts'
import type { Asked, Found, SearchEngine } from '#search/engine.ts'
import { type DistantEngine, withFallback } from '#search/with-fallback.ts'
import { openLog } from '#store/log.ts'
import { until } from '#test/support/until.ts'

const asked: Asked = {
  query: { kind: 'everything' },
  lists: 'all',
  timeZone: 'Europe/Paris',
  sort: 'date',
  limit: 25,
  offset: 0,
  count: 'exact',
}
const answer = (total: number): Found => ({ total, totalIs: 'exact', hits: [], notes: [] })

/** An engine that answers with a total of its own, unless it is told to fail. */
function engine(total: number) {
  const state = {
    why: undefined as WhyAway | undefined,
    error: undefined as Error | undefined,
    questions: 0,
    looks: 0,
  }
  const respond =
    <T>(value: T) =>
    async () => {
      state.questions++
      if (state.error !== undefined) throw state.error
      if (state.why !== undefined) throw new SearchAway(state.why)
      return value
    }
  const nothing = { counted: 0, counts: 'all' as const }
  const engine: DistantEngine = {
    name: 'meilisearch',
    index: async () => undefined,
    remove: async () => undefined,
    find: respond(answer(total)),
    facets: respond({ ...nothing, spaces: [], lists: [], years: [], people: [], fileKinds: [] }),
    timeline: respond({ ...nothing, months: [] }),
    compare: respond({ missing: [], stray: [], checked: total }),
    look: async () => {
      state.looks++
      if (state.why !== undefined) throw new SearchAway(state.why)
    },
  }
  return { engine, state }
}

function both(fallback: 'with' | 'without' = 'with') {
  const first = engine(1)
  const second = engine(2)
  const clock = { ms: 0 }
  const search = withFallback({
    first: first.engine,
    ...(fallback === 'with' && { second: { name: 'postgres', engine: second.engine as SearchEngine } }),
    log: openLog('silent'),
    nowMs: () => clock.ms,
  })
  return { search, first: first.state, second: second.state, clock }
}

test('the first engine answers, and the answer says so', async () => {
  const { search, second } = both()
  expect(await search.find(asked)).toEqual({ ...answer(1), by: 'meilisearch' })
  expect(second.questions).toBe(0)
})

test('while the first is away the second answers every kind of question', async () => {
  const { search, first } = both()
  first.why = 'unreachable'
  expect(await search.find(asked)).toMatchObject({ total: 2, by: 'postgres' })
  expect(await search.facets(asked)).toMatchObject({ by: 'postgres' })
  expect(await search.timeline(asked)).toMatchObject({ by: 'postgres' })
  expect(search.answering()).toBe('postgres')
})

test('an engine known to be away isn’t asked at every page: it is looked for now and then, and nobody waits', async () => {
  const { search, first, clock } = both()
  first.why = 'unreachable'
  await search.find(asked)
  for (let page = 0; page < 50; page++) await search.find(asked)
  expect([first.questions, first.looks]).toEqual([1, 0])
  clock.ms = 1_000
  await search.find(asked)
  await search.find(asked)
  expect([first.questions, first.looks]).toEqual([1, 1])
})

test('it is asked again by itself once it is back', async () => {
  const { search, first, clock } = both()
  first.why = 'unreachable'
  await search.find(asked)
  first.why = undefined
  clock.ms = 1_000
  expect(await search.find(asked)).toMatchObject({ by: 'postgres' })
  await until(() => search.answering() === 'meilisearch')
  expect(await search.find(asked)).toMatchObject({ by: 'meilisearch' })
})

test('one slow answer is replaced, and the engine goes on being asked; after two in a row it is left alone', async () => {
  const { search, first } = both()
  first.why = 'slow'
  expect(await search.find(asked)).toMatchObject({ by: 'postgres' })
  expect(search.answering()).toBe('meilisearch')
  await search.find(asked)
  expect(search.answering()).toBe('postgres')
})

test('a question that the first doesn’t take is answered by the second, and others still go to the first', async () => {
  for (const why of ['misunderstood', 'too-wide'] as const) {
    const { search, first } = both()
    first.why = why
    expect(await search.find(asked)).toMatchObject({ by: 'postgres' })
    first.why = undefined
    expect(await search.find(asked)).toMatchObject({ by: 'meilisearch' })
  }
})

test('without a fallback search is away, with an error of its own, and comes back', async () => {
  const { search, first, clock } = both('without')
  first.why = 'failing'
  await expect(search.find(asked)).rejects.toMatchObject({ name: 'SearchAway', why: 'failing' })
  await expect(search.facets(asked)).rejects.toBeInstanceOf(SearchAway)
  expect(search.answering()).toBe('nobody')
  expect(first.questions).toBe(1)
  first.why = undefined
  clock.ms = 1_000
  await expect(search.find(asked)).rejects.toBeInstanceOf(SearchAway)
  await until(() => search.answering() === 'meilisearch')
  expect(await search.find(asked)).toMatchObject({ total: 1 })
})

test('a bug is no absence: it is not hidden behind the second engine', async () => {
  const { search, first } = both()
  first.error = new TypeError('a bug')
  await expect(search.find(asked)).rejects.toThrow('a bug')
  expect(search.answering()).toBe('meilisearch')
})

test('check compares the first engine only, so that PostgreSQL does not vouch for it', async () => {
  const { search, first } = both()
  expect((await search.compare({ first: 1, last: 9 })).checked).toBe(1)
  first.why = 'unreachable'
  await expect(search.compare({ first: 1, last: 9 })).rejects.toBeInstanceOf(SearchAway)
})
