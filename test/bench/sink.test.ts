import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bare } from '#bench/bare.ts'
import { letter } from '#bench/letters.ts'
import { now, push } from '#bench/sessions.ts'
import { type Sink, type SinkKind, startSink } from '#bench/sink/start.ts'
import { temporaryFolder } from '#test/support/folder.ts'

const bytes = letter({ from: 'a@bench.example', to: 'l@bench.example', word: 'mot' })

describe.each<SinkKind>(['c', 'node'])('the counting sink (%s)', (kind) => {
  let folder: string
  let sink: Sink
  beforeAll(async () => {
    folder = await temporaryFolder()
    sink = await startSink(folder, kind)
  })
  afterAll(async () => {
    await sink.close()
    await rm(folder, { recursive: true })
  })

  test.each(['pipelined', 'in-turn'] as const)('counts what a %s client pushes', async (manner) => {
    await sink.reset()
    const before = now()
    const transactions = Array.from({ length: 40 }, (_, n) => ({
      mailFrom: 'a@bench.example',
      recipients: ['un@d.example', `r${n % 10}@d.example`, 'trois@d.example'],
      pieces: [bytes.subarray(0, 1000), bytes.subarray(1000)],
    }))
    const { accepted, refused, last } = await push(sink.port, 4, transactions, manner)
    expect([accepted, refused]).toEqual([40, []])
    const report = await sink.report()
    expect(report).toMatchObject({
      connections: 4,
      transactions: 40,
      recipients: 120,
      people: 12,
      copies: 12,
      most: 3,
    })
    expect(report.bytes).toBe(40 * (bytes.length + 3))
    expect(report.began).toBeGreaterThan(before - 0.01)
    expect(report.first).toBeGreaterThanOrEqual(report.began)
    expect(report.last).toBeGreaterThanOrEqual(report.first)
    expect(report.last).toBeLessThan(last + 0.01)
  })

  test('tells messages apart by their Message-ID, and forgets them when reset', async () => {
    await sink.reset()
    const other = letter({ from: 'a@bench.example', to: 'l@bench.example', word: 'autre' })
    const transaction = (piece: Buffer) => ({
      mailFrom: 'a@bench.example',
      recipients: ['un@d.example'],
      pieces: [piece],
    })
    await push(sink.port, 1, [transaction(bytes), transaction(other), transaction(other)])
    expect(await sink.report()).toMatchObject({ transactions: 3, people: 1, copies: 2 })
    await sink.reset()
    expect(await sink.report()).toMatchObject({
      transactions: 0,
      recipients: 0,
      people: 0,
      copies: 0,
      bytes: 0,
      first: 0,
    })
  })

  test('takes the bare load whole, whichever client pushes it', async () => {
    await sink.reset()
    const clients = await bare(sink.port, { transactions: 20, recipients: 5, bytes, folder })
    const count = Object.keys(clients).length
    expect(await sink.report()).toMatchObject({ transactions: 20 * count, recipients: 100 * count })
    for (const seconds of Object.values(clients)) expect(seconds).toBeGreaterThan(0)
  })
})

test('the letter that is pushed is 5 KB of French, each line short enough', () => {
  expect(bytes.length).toBeGreaterThan(4_800)
  expect(bytes.length).toBeLessThan(5_300)
  expect(
    Math.max(
      ...bytes
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.length),
    ),
  ).toBeLessThan(998)
  expect(bytes.toString('latin1')).not.toMatch(/\r\n\./)
})
