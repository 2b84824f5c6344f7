import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from '#bin/commands/write-whole.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => rm(folder, { recursive: true }))

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}

test('a file has all that was written, for its owner alone, and its sum is told', async () => {
  const out = join(folder, 'whole')
  expect(await writeWhole(pieces('a', 'bc'), { out })).toEqual({
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-2, appendix B.1
  })
  expect(await readFile(out, 'utf8')).toBe('abc')
  expect((await stat(out)).mode & 0o777).toBe(0o600)
})

test('what fails in the middle leaves nothing, and what was there before as it was', async () => {
  const out = join(folder, 'before')
  await writeFile(out, 'before')
  async function* failing() {
    yield Buffer.from('half')
    throw new Error('no more')
  }
  await expect(writeWhole(failing(), { out, force: true })).rejects.toThrow('no more')
  expect(await readFile(out, 'utf8')).toBe('before')
  expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([])
})

test('a file that comes to be there while it is written is not written over', async () => {
  const out = join(folder, 'meanwhile')
  async function* slow() {
    yield Buffer.from('mine')
    await writeFile(out, 'theirs')
  }
  await expect(writeWhole(slow(), { out })).rejects.toThrow(/is there already/)
  expect(await readFile(out, 'utf8')).toBe('theirs')
})

test('an interruption leaves nothing and says so', async () => {
  const out = join(folder, 'interrupted')
  async function* endless() {
    yield Buffer.from('half')
    process.emit('SIGINT')
    for (;;) {
      await new Promise((done) => setImmediate(done))
      yield Buffer.from('more')
    }
  }
  await expect(writeWhole(endless(), { out })).rejects.toThrow(`interrupted: ${out} was not written`)
  expect((await readdir(folder)).filter((name) => name.includes('interrupted'))).toEqual([])
})

test('where nothing can be written, one line says why', async () => {
  await expect(writeWhole(pieces('x'), { out: join(folder, 'no', 'where') })).rejects.toThrow(
    /cannot be written: ENOENT/,
  )
})
