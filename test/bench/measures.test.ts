import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { heavyLetter } from '#bench/letters.ts'
import { cpu, memory } from '#bench/processes.ts'
import { median, short } from '#bench/statistics.ts'

test('the median is the middle one, or halfway between the two in the middle', () => {
  expect([median([9, 1, 5]), median([4, 1, 2, 8]), median([3])]).toEqual([5, 3, 3])
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
