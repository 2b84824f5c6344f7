import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { MAX_MAIL } from '#archive/import/found.ts'
import { splitMbox } from '#archive/import/mbox/split.ts'
import { Window } from '#archive/import/mbox/window.ts'
import { all, fileOf, inShort } from './sources.ts'

const SEP = 'From anne@asso.example Fri Jan 31 11:45:26 2014\n'
const MAIL = 'From: anne@asso.example\n\nBonjour\n'

test('a mail of 600 MB is left over in bounded memory, and the one after it is taken', async () => {
  const path = await fileOf(`${SEP}${MAIL}\n${SEP}Subject: trou\n\n`)
  const hole = 600_000_000
  const file = await open(path, 'r+')
  const { size } = await file.stat()
  await file.write(`\n${SEP}${MAIL}`, size + hole)
  await file.close()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers)
  }, 5)
  const before = process.memoryUsage().arrayBuffers
  const steps = await all('mbox', path).finally(() => clearInterval(watch))
  expect(steps.map(inShort)).toEqual([MAIL, `too-large @list.mbox:${SEP.length + MAIL.length + 1}`, MAIL])
  expect(most).toBeGreaterThan(before)
  expect(most - before).toBeLessThan(2 * MAX_MAIL)
}, 60_000)

test('a mail of exactly the limit is taken, one byte more is left over', async () => {
  const limit = 20_000
  const splitting = {
    quoting: async () => 'as-is' as const,
    whyBroken: () => 'damaged' as const,
    maxMail: limit,
  }
  const sized = (size: number) => `Subject: x\n\n${'x'.repeat(size - 13)}\n`
  const text = [limit - 1, limit, limit + 1, 5 * limit, 40].map((size) => `${SEP}${sized(size)}\n`).join('')
  for (const chunk of [text.length, 1_000, 7]) {
    const sizes: (number | string)[] = []
    for await (const piece of splitMbox(new Window(inChunks(text, chunk), 0), splitting)) {
      sizes.push('bytes' in piece ? piece.bytes.length : piece.why)
    }
    expect(sizes).toEqual([limit - 1, limit, 'too-large', 'too-large', 40])
  }
})

test('a mail larger than the room kept for reading comes out whole, and so does what follows', async () => {
  const big = `Subject: x\n\n${'0123456789abcdef\n'.repeat(600_000)}` // 10 MB
  const steps = await all('mbox', await fileOf(`${SEP}${MAIL}\n${SEP}${big}\n${SEP}${MAIL}\n${SEP}${big}`))
  expect(steps.map(inShort)).toEqual([MAIL, big, MAIL, big])
})

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size))
}
