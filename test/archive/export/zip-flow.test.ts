import { randomBytes } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { zip } from '#archive/export/zip.ts'

async function* flow(...chunks: readonly string[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

async function written(chunks: readonly string[]): Promise<Buffer> {
  async function* files() {
    yield { name: 'flowing.txt', flow: flow(...chunks) }
    yield { name: 'after.txt', bytes: Buffer.from('after') }
  }
  return Buffer.concat(await gathered(zip(files())))
}

const LONG = Array.from({ length: 3_000 }, (_, n) => `line ${n} of something that goes on and on\n`)

test('a file of unknown size is compressed as it comes, and read back whole', async () => {
  const files = unzipSync(await written(LONG))
  expect(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['flowing.txt', LONG.join('')],
    ['after.txt', 'after'],
  ])
})

test('a strict reader finds sums and sizes where they belong', async () => {
  const archive = await yauzl.fromBufferPromise(await written(LONG))
  const seen: [string, number][] = []
  for await (const entry of archive.eachEntry()) {
    const stream = await archive.openReadStreamPromise(entry)
    let size = 0
    for await (const chunk of stream) size += (chunk as Buffer).length
    seen.push([entry.fileName, size])
  }
  expect(seen).toEqual([
    ['flowing.txt', LONG.join('').length],
    ['after.txt', 5],
  ])
})

test('the same content is the same bytes, however it comes', async () => {
  expect((await written(LONG)).equals(await written([LONG.join('')]))).toBe(true)
})

test('an empty file, and one that breaks off', async () => {
  expect(unzipSync(await written([]))['flowing.txt']).toHaveLength(0)
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('a beginning')
    throw new Error('torn')
  }
  async function* files() {
    yield { name: 'broken.txt', flow: broken() }
  }
  await expect(gathered(zip(files()))).rejects.toThrow('torn')
})

test('who stops reading lets go of what was being written', async () => {
  let state = 'open'
  async function* endless(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield randomBytes(65_536)
    } finally {
      state = 'closed'
    }
  }
  async function* files() {
    yield { name: 'endless.bin', flow: endless() }
  }
  const reading = zip(files())
  expect((await reading.next()).done).toBe(false)
  await reading.return(undefined)
  await expect.poll(() => state).toBe('closed')
})
