import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Answers } from '#bench/archive/answers.ts'
import { makeArchive } from '#bench/archive/make.ts'
import { questionOf } from '#bench/archive/question.ts'
import { score } from '#bench/archive/score.ts'
import { askAll } from '#bench/measures/ask.ts'
import { latencies } from '#bench/measures/latencies.ts'
import { latencyQueries } from '#bench/measures/queries.ts'
import { Visitor } from '#bench/measures/visits.ts'
import { urlHash } from '#mta/message/identity.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let answers: Answers
let server: Server
let web: string
let known: Map<string, readonly string[]>
const asked: URL[] = []

beforeAll(async () => {
  const folder = await temporaryFolder()
  answers = await makeArchive(folder, { messages: 500, seed: 4, lists: 3, years: 1 })
  await rm(folder, { recursive: true })
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    asked.push(url)
    const ids = known.get(url.searchParams.get('q') ?? '')
    const offset = Number(url.searchParams.get('offset') ?? 0)
    const page = (ids ?? []).slice(offset, offset + Number(url.searchParams.get('limit') ?? 0))
    response.statusCode = ids === undefined && url.pathname.startsWith('/api') ? 500 : 200
    response.end(
      JSON.stringify({ total: ids?.length, hits: page.map((messageId) => ({ messageId, subject: '' })) }),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

beforeEach(() => {
  asked.length = 0
  const nobody = (count: number) => Array.from({ length: count }, (_, n) => `${n}@nobody.example`)
  const { author, month, author_year, list_year } = answers.counts
  known = new Map<string, readonly string[]>([
    ...answers.needles.map((needle): [string, readonly string[]] => [questionOf(needle), needle.expect]),
    ...answers.threads.map(({ root, ids }): [string, readonly string[]] => [`fil:${urlHash(root)}`, ids]),
    ...author.map(({ address, count }): [string, string[]] => [`de:${address}`, nobody(count)]),
    ...month.map((one): [string, string[]] => [`date:${one.month}`, nobody(one.count)]),
    ...author_year.map((one): [string, string[]] => [
      `de:${one.address} date:${one.year}`,
      nobody(one.count),
    ]),
    ...list_year.map((one): [string, string[]] => [`liste:${one.list} date:${one.year}`, nobody(one.count)]),
  ])
})

test('a server is asked everything, page by page, and what it found is scored', async () => {
  const scored = score(answers, await askAll(web, answers))
  expect(scored).toMatchObject({ exact: answers.needles.length, misses: [], unanswered: [] })
  expect(scored.threads.exact).toBe(answers.threads.length)
  expect(scored.counts.exact).toBe(scored.counts.asked)
})

test('more than a page of hits is asked for until there are no more', async () => {
  const [needle] = answers.needles
  const many = Array.from({ length: 250 }, (_, n) => `${n}@many.example`)
  known.set(questionOf(needle!), many)
  const given = await askAll(web, answers)
  expect(given.get(needle!.id)?.ids).toEqual(many)
  const offsets = asked.filter((url) => url.searchParams.get('q') === questionOf(needle!))
  expect(offsets.map((url) => url.searchParams.get('offset'))).toEqual(['0', '100', '200'])
})

test('a question that the server fails at is unanswered; the others are asked all the same', async () => {
  const [needle] = answers.needles
  known.delete(questionOf(needle!))
  const scored = score(answers, await askAll(web, answers))
  expect(scored.unanswered).toEqual([needle!.id])
  expect(scored.exact).toBe(answers.needles.length - 1)
})

test('each class of question is timed by date and by relevance, so many times over', async () => {
  const visitor = new Visitor()
  const queries = latencyQueries(answers)
  const measured = await latencies({ pid: process.pid, web }, visitor, queries, 'page', 2)
  visitor.close()
  expect(measured.date.all.asked).toBe(queries.length * 2)
  expect(measured.relevance.classes.rare).toMatchObject({ asked: 20 })
  const { p50Ms, p95Ms, maxMs } = measured.date.all
  expect([p50Ms, p95Ms, maxMs]).toEqual([p50Ms, p95Ms, maxMs].toSorted((a, b) => a - b))
  expect(p50Ms).toBeGreaterThan(0)
  expect(asked.every(({ pathname }) => pathname === '/search')).toBe(true)
  const sorts = asked.map((url) => url.searchParams.get('sort'))
  expect(sorts.filter((sort) => sort === 'date')).toHaveLength(sorts.length / 2)
})
