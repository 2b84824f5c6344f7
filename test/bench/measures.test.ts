import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { makeArchive } from '#bench/archive/make.ts'
import { heavyLetter } from '#bench/letters.ts'
import { latencyQueries } from '#bench/measures/queries.ts'
import { cpuMsOf, Visitor } from '#bench/measures/visits.ts'
import { cpu, memory, ofEndedChildren } from '#bench/processes.ts'
import { median, percentile, short } from '#bench/statistics.ts'
import { parseQuery } from '#search/query/parse.ts'
import { temporaryFolder } from '#test/support/folder.ts'

test('the median is the middle one, or halfway between the two in the middle; a percentile is one of them', () => {
  expect([median([9, 1, 5]), median([4, 1, 2, 8]), median([3])]).toEqual([5, 3, 3])
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n)
  expect([percentile(hundred, 50), percentile(hundred, 95), percentile([7], 95)]).toEqual([51, 96, 7])
  expect([short(1234.5), short(0.012345), short(15)]).toEqual([1230, 0.0123, 15])
})

test('a heavy letter has the size asked for, in pieces that are never large', () => {
  for (const bytes of [200_000, 200_001, 61_000 * 3]) {
    const pieces = [...heavyLetter({ from: 'a@b.example', to: 'l@b.example', word: 'lourd' }, bytes)]
    expect(Math.abs(pieces.reduce((sum, piece) => sum + piece.length, 0) - bytes)).toBeLessThanOrEqual(2)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(100_000)
    const whole = Buffer.concat(pieces).toString('latin1')
    expect(whole.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(whole.endsWith('\r\n--=_lourd--\r\n')).toBe(true)
  }
})

test('memory and CPU time are those of a process and all below it', async () => {
  const work =
    'const kept = Buffer.alloc(60_000_000, 1); const end = Date.now() + 300; while (Date.now() < end); process.stdout.write("ready"); process.stdin.resume()'
  const child = spawn('sh', ['-c', `"${process.execPath}" -e '${work}'; true`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const seen = memory(child.pid ?? 0)
  expect(seen.processes).toBe(2)
  expect(seen.totalMb).toBeGreaterThan(60)
  expect(seen.postgresMb).toBe(0)
  expect(cpu(child.pid ?? 0).nodeSeconds).toBeGreaterThanOrEqual(0.2)
  child.stdin.end()
  await once(child, 'exit')
})

test('what a process spent is counted when it has ended, and its memory beside that of another', async () => {
  const before = ofEndedChildren()
  const work =
    'const end = Date.now() + 300; while (Date.now() < end); process.stdout.write("x"); process.stdin.resume()'
  const children = [0, 1].map(() =>
    spawn(process.execPath, ['-e', work], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  await Promise.all(children.map((child) => once(child.stdout, 'data')))
  const pids = children.map((child) => child.pid ?? 0)
  expect(memory(pids).processes).toBe(2)
  expect(memory(pids).nodeMb).toBeGreaterThan(1.5 * memory(pids[0]!).nodeMb)
  await Promise.all(
    children.map(async (child) => {
      child.stdin.end()
      await once(child, 'exit')
    }),
  )
  expect(ofEndedChildren() - before).toBeGreaterThanOrEqual(0.2)
})

test('a visitor times whole answers over one connection, and takes nothing but 200', async () => {
  let connections = 0
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/gone' ? 404 : 200
    setTimeout(() => response.end('fini'), 20)
  }).on('connection', () => connections++)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const visitor = new Visitor()
  const times: number[] = []
  const cost = await cpuMsOf(process.pid, 3, async () => {
    for (let n = 0; n < 3; n++) times.push(await visitor.visit(url))
  })
  expect(Math.min(...times)).toBeGreaterThan(18)
  expect(cost).toBeGreaterThanOrEqual(0)
  await expect(visitor.visit(`${url}/gone`)).rejects.toThrow('404')
  expect(connections).toBe(1)
  visitor.close()
  server.close()
})

test('questions of every class are drawn from an archive, and Relais understands them all', async () => {
  const folder = await temporaryFolder()
  const answers = await makeArchive(folder, { messages: 500, seed: 1, lists: 4, years: 1 })
  await rm(folder, { recursive: true })
  const queries = latencyQueries(answers)
  expect(queries.length).toBeGreaterThan(60)
  expect(new Set(queries.map((query) => query.class)).size).toBe(9)
  for (const { question } of queries) expect(parseQuery(question).notes, question).toEqual([])
})
