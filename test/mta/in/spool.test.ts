import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_HEADER } from '#mta/in/message-hashes.ts'
import { MAX_IN_MEMORY, type Spooled, spool } from '#mta/in/spool.ts'
import { Header } from '#mta/message/header.ts'

let dir: string
beforeAll(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'relais-spool-')), 'spool')
})
afterAll(() => rm(join(dir, '..'), { recursive: true }))

const HEAD = 'From: a@b.test\r\nSubject: x\r\n\r\n'
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The bytes as a stream of pieces of this size. */
function inPieces(bytes: Buffer, size: number): Readable {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return Readable.from(pieces)
}

async function spooled(bytes: Buffer, size = 65_536): Promise<Spooled> {
  const kept = await spool(inPieces(bytes, size), { dir, maxBytes: 1e8 })
  if (kept === 'too-big') throw new Error('too big')
  return kept
}

async function check(bytes: Buffer, kept: Spooled): Promise<void> {
  const { header, bodyOffset } = Header.parse(bytes)
  expect(kept.size).toBe(bytes.length)
  expect(kept.bodyOffset).toBe(bodyOffset)
  expect(kept.header.bytes().equals(header.bytes())).toBe(true)
  expect(kept.sha256.toString('hex')).toBe(sha(bytes))
  expect(kept.bodySha256.toString('hex')).toBe(sha(bytes.subarray(bodyOffset)))
  for (let reading = 0; reading < 2; reading++) expect((await buffer(kept.open())).equals(bytes)).toBe(true)
}

describe('a message is kept byte for byte, with the same header and hashes', () => {
  test.for([
    ['in memory', MAX_IN_MEMORY],
    ['in a file', MAX_IN_MEMORY + 1],
  ] as const)('%s', async ([where, size]) => {
    const bytes = Buffer.alloc(size, 'texte\r\n')
    bytes.write(HEAD)
    const kept = await spooled(bytes)
    expect(kept.bytes === undefined).toBe(where === 'in a file')
    await check(bytes, kept)
    await kept.dispose()
  })

  test.for(['', '\r\n', 'Subject: x', 'Subject: x\r\n', '\r\nbody', 'not a field\r\nbody\r\n'])(
    'even when it is only %j',
    async (text) => {
      await check(Buffer.from(text), await spooled(Buffer.from(text)))
    },
  )

  test('whatever its bytes are and however they arrive', async () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom('\r\n', '\n', '\r', '\r\n\r\n', '\n\n', '\0', 'A: b', ': ', ' fold', 'From ', '.'),
        fc.integer({ min: 1000, max: 40_000 }).map((length) => 'y'.repeat(length)),
        fc.integer({ min: 1000, max: 20_000 }).map((times) => 'X-Y: z\r\n'.repeat(times)),
      ),
      { maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 50_000, max: 200_000 }), async (parts, size) => {
        const bytes = Buffer.from(parts.join(''), 'latin1')
        fc.pre(bytes.length < MAX_HEADER)
        const kept = await spooled(bytes, size)
        await check(bytes, kept)
        await kept.dispose()
      }),
      { numRuns: 60 },
    )
  })
})

test('a header of more than 1 MiB ends there: what comes after is body', async () => {
  const bytes = Buffer.from(`Subject: x\r\n${'X-Long: y\r\n'.repeat(200_000)}\r\nbody`)
  const kept = await spooled(bytes)
  expect(kept.header.first('Subject')).toBe('x')
  expect(kept.bodyOffset).toBeGreaterThan(MAX_HEADER - 20)
  expect(kept.bodyOffset).toBeLessThanOrEqual(MAX_HEADER)
  expect(kept.bodySha256.toString('hex')).toBe(sha(bytes.subarray(kept.bodyOffset)))
  await kept.dispose()
})

describe('a message that is too big', () => {
  test.for([100, MAX_IN_MEMORY + 100_000])('is one byte more than %i', async (maxBytes) => {
    const bytes = Buffer.alloc(maxBytes + 1, 'a')
    expect(await spool(inPieces(bytes, 65_536), { dir, maxBytes })).toBe('too-big')
    expect(await spool(bytes, { dir, maxBytes })).toBe('too-big')
    const most = await spool(inPieces(bytes.subarray(1), 65_536), { dir, maxBytes })
    expect(most).toMatchObject({ size: maxBytes })
    if (most !== 'too-big') await most.dispose()
  })

  test('leaves the rest of the source to the caller', async () => {
    const source = inPieces(Buffer.alloc(1_000_000, 'a'), 1000)
    expect(await spool(source, { dir, maxBytes: 300_000 })).toBe('too-big')
    expect(source.destroyed).toBe(false)
    expect((await buffer(source)).length).toBeGreaterThan(600_000)
  })
})

describe('the spool folder', () => {
  test('is ours alone, and shows no file even while mail is in it', async () => {
    const kept = await spooled(Buffer.alloc(1_000_000, 'a'))
    expect((await stat(dir)).mode & 0o777).toBe(0o700)
    expect(await readdir(dir)).toEqual([])
    await kept.dispose()
  })

  test('gives its place back after dispose, and also when the sender breaks off', async () => {
    const before = await openFiles()
    const kept = await spooled(Buffer.alloc(1_000_000, 'a'))
    expect(await openFiles()).toBe(before + 1)
    const reading = kept.open()
    await kept.dispose()
    await kept.dispose()
    await expect(buffer(reading)).rejects.toThrow()

    const source = new PassThrough()
    source.write(Buffer.alloc(600_000, 'a'))
    const broken = expect(spool(source, { dir, maxBytes: 1e8 })).rejects.toThrow('gone')
    await expect.poll(openFiles).toBe(before + 1)
    source.destroy(new Error('gone'))
    await broken
    expect(await openFiles()).toBe(before)
  })

  test('keeps the message readable when one reader stops early', async () => {
    const bytes = Buffer.alloc(1_000_000, 'a')
    const kept = await spooled(bytes)
    for await (const chunk of kept.open()) if (chunk.length > 0) break
    expect((await buffer(kept.open())).equals(bytes)).toBe(true)
    await kept.dispose()
  })
})

async function openFiles(): Promise<number> {
  const links = await readdir('/proc/self/fd', { withFileTypes: true })
  const { readlink } = await import('node:fs/promises')
  const targets = await Promise.all(
    links.map(({ name }) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  )
  return targets.filter((target) => target.startsWith(dir)).length
}
