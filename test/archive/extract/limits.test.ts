import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { type Extract, openExtractor } from '#archive/extract/extractor.ts'
import { Lane } from '#archive/extract/lane.ts'
import { DEFAULT_LIMITS } from '#archive/extract/limits.ts'
import { until } from '#test/support/until.ts'
import { endlessPdf, hungryPdf } from './bombs.ts'
import { docx, paragraph } from './office-files.ts'
import { pdf } from './pdf-files.ts'
import { briefExtractor, textOf, threads } from './reading.ts'

const aPdf = (bytes: Buffer) => ({ name: 'a.pdf', type: 'application/pdf', bytes })
const aLetter = { name: 'a.docx', type: '', bytes: docx(paragraph('Bonjour')) }

test('a file that never ends is cut by time; meanwhile the server answers, and the next file is read', async () => {
  const reader = briefExtractor({ seconds: 1.5 })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  const hostile = reader.extract(aPdf(endlessPdf()))
  const next = reader.extract(aLetter)
  expect(await hostile).toEqual({ outcome: 'nothing', why: 'too-long' })
  expect(performance.now() - started).toBeLessThan(4_000)
  delay.disable()
  expect(delay.max / 1e6).toBeLessThan(1_000) // it would be 1,500; a busy machine alone makes 400
  expect(textOf(await next)).toBe('Bonjour')
})

test('a file that takes too much memory is cut, and the server has it back', async () => {
  const reader = briefExtractor()
  await reader.extract(aPdf(pdf([['le premier']])))
  const before = process.memoryUsage.rss()
  expect(await reader.extract(aPdf(hungryPdf()))).toEqual({ outcome: 'nothing', why: 'too-much-memory' })
  expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
  expect(textOf(await reader.extract(aPdf(pdf([['le suivant']]))))).toBe('le suivant')
})

test('the engine for PDFs is bounded by itself, however much the process may grow', async () => {
  const reader = briefExtractor({ memoryMb: 4_000 })
  expect(await reader.extract(aPdf(hungryPdf()))).toEqual({ outcome: 'nothing', why: 'too-much-memory' })
})

test('a thread that makes the process grow is ended before it is done', async () => {
  const lane = new Lane({ ...DEFAULT_LIMITS, memoryMb: 60 }) // less than the engine for PDFs would take by itself
  expect(await lane.run(aPdf(hungryPdf()))).toBe('grew')
  expect(textOf((await lane.run(aLetter)) as Extract)).toBe('Bonjour')
  await lane.end()
})

test('of two files read at once the one that takes too much memory is cut, the other one is read', async () => {
  const reader = briefExtractor({ threads: 2, memoryMb: 150 })
  const pages = Array.from({ length: 1_500 }, (_, at) => [`page ${at}`])
  const outcomes = await Promise.all([
    reader.extract(aPdf(pdf(pages))),
    reader.extract(aPdf(hungryPdf())),
    reader.extract(aLetter),
  ])
  expect(outcomes.map((extract) => (extract.outcome === 'read' ? extract.cut : extract.why))).toEqual([
    'whole',
    'too-much-memory',
    'whole',
  ])
})

test('no thread is there before the first file, nor when none has come for a while', async () => {
  const reader = briefExtractor({ idleMs: 300 })
  expect(threads()).toBe(0)
  await reader.extract({ name: 'a.png', type: 'image/png', bytes: Buffer.from('\x89PNG\r\n', 'latin1') })
  await reader.extract({ name: 'a.csv', type: 'text/csv', bytes: Buffer.from('a;b') })
  expect(threads()).toBe(0)
  await reader.extract(aLetter)
  expect(threads()).toBe(1)
  await until(() => threads() === 0)
  expect(textOf(await reader.extract(aLetter))).toBe('Bonjour')
})

test('a file that could not be read takes its thread with it: the next file has a fresh one', async () => {
  const reader = briefExtractor()
  expect(await reader.extract(aPdf(Buffer.from('%PDF-1.4 rien')))).toEqual({
    outcome: 'nothing',
    why: 'broken',
  })
  await until(() => threads() === 0)
  expect(textOf(await reader.extract(aLetter))).toBe('Bonjour')
})

test('a file larger than the limit is not read', async () => {
  const reader = briefExtractor({ maxBytes: aLetter.bytes.length })
  expect(textOf(await reader.extract(aLetter))).toBe('Bonjour')
  const larger = { ...aLetter, bytes: Buffer.concat([aLetter.bytes, Buffer.alloc(1)]) }
  expect(await reader.extract(larger)).toEqual({ outcome: 'nothing', why: 'too-large' })
})

test('closing ends the threads at once, and what was not read is refused', async () => {
  const reader = openExtractor()
  const refused = Promise.allSettled([reader.extract(aPdf(endlessPdf())), reader.extract(aLetter)])
  await reader.close()
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(reader.extract(aLetter)).rejects.toThrow(/closed/)
  await until(() => threads() === 0)
})
