import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let anne: { cookie: string }
beforeAll(async () => {
  web = await openTestWeb()
  anne = { cookie: await web.cookie(web.world.people.anne) }
}, 60_000)
afterAll(() => web.close())

type Path = '/api/v1/search' | '/api/v1/search/facets' | '/api/v1/search/timeline'
const get = async (path: Path, parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  await web.app.inject({ url: `${path}?${new URLSearchParams(parameters)}`, headers })

/** Whether an answer is what the description says: fastify's own validator is asked. */
async function fits(schema: object, answer: unknown): Promise<string> {
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } })
  app.post('/', { schema: { body: schema } }, async () => 'fits')
  const { body } = await app.inject({ method: 'POST', url: '/', payload: answer as object })
  await app.close()
  return body
}

type Described = {
  readonly paths: Record<
    string,
    { get: { responses: Record<string, { content: { 'application/json': { schema: object } } }> } }
  >
}
const described = async (path: Path, status: number) => {
  const description = (await web.app.inject('/api/openapi.json')).json<Described>()
  return description.paths[path]!.get.responses[status]!.content['application/json'].schema
}

test('answers are as they are described', async () => {
  for (const path of ['/api/v1/search', '/api/v1/search/facets', '/api/v1/search/timeline'] as const) {
    const schema = await described(path, 200)
    for (const q of ['mairie', 'arceaux', 'introuvable', '*', 'foo:bar liste:absente']) {
      const answer = await get(path, { q }, anne)
      expect([path, q, await fits(schema, answer.json())]).toEqual([path, q, 'fits'])
    }
    const refused = await get(path, { q: '' })
    expect([refused.statusCode, await fits(await described(path, 400), refused.json())]).toEqual([
      400,
      'fits',
    ])
    expect(await fits(schema, { nothing: true })).not.toBe('fits')
  }
})

test('where to read a message is said as the command says it, with the site’s address', async () => {
  const { hits } = (await get('/api/v1/search', { q: 'numero', limit: '1' })).json()
  const { origin, pathname } = new URL(hits[0].url)
  expect(origin).toBe(web.settings.web.url)
  expect((await web.app.inject(pathname)).statusCode).toBe(200)
})

test('the total is exact, whatever is shown', async () => {
  const { total, hits } = (await get('/api/v1/search', { q: 'numero', limit: '2' })).json()
  expect([total, hits.length]).toEqual([57, 2])
  const rest = (await get('/api/v1/search', { q: 'numero', limit: '100', offset: '2' })).json()
  expect([rest.total, rest.hits.length]).toEqual([57, 55])
})

test('it says what was understood, and what was not', async () => {
  const { understood } = (await get('/api/v1/search', { q: 'from:jean subjet:x liste:absente' })).json()
  expect(understood.query).toBe('de:jean subjet x liste:absente')
  expect(understood.sentence).toContain('dont l’auteur est')
  expect(understood.notes).toEqual([
    { name: 'unknown-operator', text: 'subjet:x' },
    { name: 'unknown-list', text: 'absente' },
  ])
})

test('facets and months add up to what was found', async () => {
  const facets = (await get('/api/v1/search/facets', { q: 'numero OU mairie' }, anne)).json()
  const timeline = (await get('/api/v1/search/timeline', { q: 'numero OU mairie' }, anne)).json()
  const sum = (all: { messages: number }[]) => all.reduce((so, { messages }) => so + messages, 0)
  expect([
    facets.counted,
    sum(facets.years),
    sum(facets.people),
    timeline.counted,
    sum(timeline.months),
  ]).toEqual([62, 62, 62, 62, 62])
  expect(timeline.months.map(({ month }: { month: string }) => month)).toEqual(['2026-05', '2026-11'])
})

test('strangers get no address and nothing of private lists', async () => {
  for (const path of ['/api/v1/search', '/api/v1/search/facets'] as const) {
    const { body } = await get(path, { q: 'mairie OU confidentiel' })
    expect(body).toContain('…@')
    expect(body).not.toMatch(/(anne|jean|paulette|k\.obriain)@/)
    expect(body).not.toContain('bureau')
  }
  expect((await get('/api/v1/search/facets', { q: 'confidentiel' }, anne)).json().lists).toEqual([
    { address: 'bureau@velo15.example', title: 'Bureau', messages: 1 },
  ])
})

test('a question too long is refused, not cut', async () => {
  expect((await get('/api/v1/search', { q: 'a'.repeat(1001) })).statusCode).toBe(400)
  expect((await get('/api/v1/search', { q: 'a'.repeat(1000) })).statusCode).toBe(200)
})
