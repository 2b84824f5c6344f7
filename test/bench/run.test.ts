import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const RUN = join(import.meta.dirname, '..', '..', 'bench', 'run.ts')

async function bench(...args: string[]) {
  const child = spawn(process.execPath, [RUN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, out, said }
}

test('a bench that does not exist, or a size that is no number, is answered with the usage', async () => {
  for (const args of [
    [],
    ['sprint'],
    ['ingest', '--messages', 'many'],
    ['fanout', '--repeat', '0'],
    ['import', '--messages', '100'],
  ]) {
    const { code, out, said } = await bench(...args)
    expect([code, out]).toEqual([2, ''])
    expect(said).toContain('npm run bench -- ingest|fanout|idle|big|import|search')
  }
})

test('a bench pushes posts through the real program and prints one document and one line', {
  timeout: 120_000,
}, async () => {
  const { code, out, said } = await bench('ingest', '--messages', '12', '--repeat', '1')
  expect(said).toBe('')
  expect(code).toBe(0)
  const end = out.lastIndexOf('\n', out.length - 2)
  const figures = JSON.parse(out.slice(0, end))
  expect(figures).toMatchObject({ bench: 'ingest', sessions: 20, runs: [{ complete: true, refused: [] }] })
  expect(figures.acceptedPerSecond).toBeGreaterThan(0)
  expect(figures.runs[0].peak.postgresMb).toBeGreaterThan(10)
  expect(figures.runs[0].peak.nodeMb).toBeGreaterThan(50)
  expect(out.slice(end + 1)).toMatch(
    /^ingest: [\d.]+ messages\/s accepted over 20 sessions, 12 archived in [\d.]+ s\n$/,
  )
})

test('an archive is imported by command, measured, asked and thrown away', { timeout: 600_000 }, async () => {
  const { code, out, said } = await bench('import', '--messages', '500', '--seed', '2')
  expect(said).toBe('')
  expect(code).toBe(0)
  const end = out.lastIndexOf('\n', out.length - 2)
  const figures = JSON.parse(out.slice(0, end))
  expect(figures).toMatchObject({ bench: 'import', messages: 500, complete: true, peak: { allowedMb: 500 } })
  expect(figures.messagesPerCpuSecond).toBeGreaterThan(1)
  expect(figures.cpu.postgresSeconds).toBeGreaterThan(0)
  expect(figures.peak.totalMb).toBeGreaterThan(100)
  expect(figures.stored.largest).toHaveLength(5)
  expect(figures.answers).toMatchObject({ exact: figures.answers.asked, misses: [], unanswered: 0 })
  expect(out.slice(end + 1)).toMatch(
    /^import: 500 messages, .* 347 of 347 answers and \d+ of \d+ threads exact\n$/,
  )
})
