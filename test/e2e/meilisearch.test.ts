// The program with Meilisearch named in its settings: one that answers (a stand-in), and none at all.
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { StandIn } from '../search/meilisearch/stand-in/server.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { until } from '../support/until.ts'

const list = 'jardin@quai.example'
const INDEX = 'relais_relais_example'
const key = 'a-very-secret-key'
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(env: Record<string, string>): Promise<Program> {
  const program = await startProgram({ env: { RELAIS_EVIDENCE: 'trust', ...env } })
  closing.push(() => program.remove())
  await program.relais('space', 'create', 'quai', '--name', 'Quai', '--domain', 'quai.example')
  await program.relais('list', 'create', list, '--space', 'quai', '--preset', 'public')
  await program.relais('subscriber', 'add', list, 'anne@orange.example')
  return program
}

async function post(program: Program, subject: string): Promise<void> {
  const anne = 'anne@orange.example'
  const bytes = mail({ From: anne, To: list, Subject: subject }, 'Les tomates mûrissent.\n')
  expect(await give(program.smtp, { from: anne, to: [list] }, bytes)).toMatch(/^250/)
  const url = `${program.web}/lists/${list}`
  await until(async () => (await (await fetch(url)).text()).includes(subject))
}

async function found(program: Program, query: string): Promise<number> {
  return JSON.parse(await program.relais('search', query, '--json')).total
}

/** An address at which nobody answers. */
async function nobody(): Promise<string> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return `127.0.0.1:${port}`
}

test('its index is made at the first start and kept current; given up, it is forgotten', async () => {
  const standIn = new StandIn()
  const url = await standIn.open()
  closing.push(() => standIn.close())
  standIn.queue = 'stopped'
  const env = { RELAIS_SEARCH: url.replace('http', 'meilisearch'), RELAIS_SEARCH_KEY: key }
  const program = await start(env)
  expect(program.output()).toContain(`Search   Meilisearch at ${url}`)
  await post(program, 'Semis')
  expect(await found(program, 'tomate')).toBe(1) // PostgreSQL, while the index is made
  standIn.queue = 'flowing'
  await until(() => standIn.indexes.get(INDEX)?.documents.size === 1, 20_000)
  const asked = standIn.asked('POST', /^\/multi-search$/).length
  expect(await found(program, 'tomate')).toBe(1)
  expect(standIn.asked('POST', /^\/multi-search$/).length).toBeGreaterThan(asked)
  await post(program, 'Récolte')
  await until(async () => (await found(program, 'tomate')) === 2)
  for (const { headers } of standIn.requests) expect(headers.authorization).toBe(`Bearer ${key}`)
  expect(program.output()).toContain('The index of Meilisearch is ready')
  expect(program.output()).not.toContain(key)

  expect(await program.stop()).toBe(0)
  const without = await startProgram({ data: program.data })
  closing.push(() => without.stop())
  const before = standIn.requests.length
  expect(await found(without, 'tomate')).toBe(2)
  expect(standIn.requests).toHaveLength(before)
  const metrics = await (await fetch(`${without.web}/metrics`)).text()
  expect(metrics).toMatch(/^relais_search_waiting 0$/m)
}, 90_000)

test('while nobody answers there, PostgreSQL does', async () => {
  const program = await start({ RELAIS_SEARCH: `meilisearch://${key}@${await nobody()}` })
  await post(program, 'Semis')
  expect(await found(program, 'tomate')).toBe(1)
  const answer = await fetch(`${program.web}/api/v1/search?q=tomate`)
  expect(await answer.json()).toMatchObject({ total: 1 })
  await until(() => program.output().includes('Meilisearch is away'))
  expect(program.output()).not.toContain(key)
}, 60_000)

test('without a fallback search says that it is away, and mail is taken, shown and sent', async () => {
  const env = { RELAIS_SEARCH: `meilisearch://${await nobody()}`, RELAIS_SEARCH_FALLBACK: 'false' }
  const program = await start(env)
  await post(program, 'Semis')
  await expect(found(program, 'tomate')).rejects.toThrow(/search is away/i)
  for (const path of ['/api/v1/search?q=tomate', '/search?q=tomate'])
    expect((await fetch(`${program.web}${path}`)).status).toBe(503)
  expect((await fetch(`${program.web}/readyz`)).status).toBe(200)
  const outbox = await until(async () => {
    const kept = JSON.parse(await program.relais('outbox', 'list', '--json'))
    return kept.length > 0 && kept
  })
  expect(outbox).toMatchObject([{ recipients: ['anne@orange.example'] }])
  expect(program.output()).not.toMatch(/"level":"(fatal|error)"/)
}, 60_000)
