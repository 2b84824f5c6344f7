import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answers, answers as shape } from '#bench/archive/answers.ts'
import { Dice } from '#bench/archive/dice.ts'
import { FILE_KINDS } from '#bench/archive/files/file.ts'
import { makeArchive, type Wishes } from '#bench/archive/make.ts'
import { inParis, mailDate, parisOffset, writtenDate } from '#bench/archive/moments.ts'
import { temporaryFolder } from '#test/support/folder.ts'

const WISHES: Wishes = { messages: 600, seed: 3, lists: 4, years: 2 }

let folder: string
let answers: Answers

beforeAll(async () => {
  folder = await temporaryFolder()
  answers = await makeArchive(join(folder, 'first'), WISHES)
})
afterAll(() => rm(folder, { recursive: true }))

test('the same seed makes the same bytes, another seed others', async () => {
  const again = await makeArchive(join(folder, 'again'), WISHES)
  const other = await makeArchive(join(folder, 'other'), { ...WISHES, seed: 4 })
  expect(again).toEqual(answers)
  expect(other.meta.sha256).not.toBe(answers.meta.sha256)
  const files = ['answers.json', 'order.tsv', ...answers.meta.lists.map(({ name }) => `mbox/${name}.mbox`)]
  expect((await readdir(join(folder, 'first', 'mbox'))).length).toBe(answers.meta.lists.length)
  for (const file of files)
    expect(await readFile(join(folder, 'again', file))).toEqual(await readFile(join(folder, 'first', file)))
})

test('the answers that are written are those that were given, in the shape that scorers read', async () => {
  const written = JSON.parse(await readFile(join(folder, 'first', 'answers.json'), 'utf8'))
  expect(shape.parse(written)).toEqual(answers)
  expect(answers.meta.lists.reduce((sum, { messages }) => sum + messages, 0)).toBe(600)
  expect(Object.keys(answers.meta.attachment_kinds).toSorted()).toEqual(FILE_KINDS.toSorted())
})

test('another mail reader sees subjects, senders and files without a letter amiss', async () => {
  const [name = ''] = answers.meta.lists.map((list) => list.name)
  const mbox = await readFile(join(folder, 'first', 'mbox', `${name}.mbox`), 'latin1')
  const records = mbox.split(/\n\n(?=From \S+@\S+ \w{3} \w{3} [ \d]\d )/).slice(0, 120)
  for (const record of records) {
    const bytes = Buffer.from(record.slice(record.indexOf('\n') + 1), 'latin1')
    const mail = await simpleParser(bytes)
    const seen = [mail.subject, mail.from?.text, ...mail.attachments.map(({ filename }) => filename)].join(
      ' ',
    )
    expect(seen).not.toMatch(/\uFFFD|=\?|Ã/)
    expect(mail.messageId).toMatch(/^<\S+@\S+>$/)
    expect(mail.from?.value[0]?.address).toMatch(/^[a-z.-]+\d*@[a-z0-9-]+\.example$/)
    expect(mail.date?.getTime()).toBeGreaterThan(Date.UTC(2015, 0, 1))
    expect(
      Math.max(
        ...bytes
          .toString('latin1')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(998)
  }
})

test('words and sentences may come from a folder', async () => {
  const text = join(folder, 'text')
  await mkdir(text)
  await writeFile(join(text, 'words.txt'), 'ornithorynque\nanticonstitutionnel\n')
  await writeFile(join(text, 'sentences.txt'), 'Le chat noir dort sur la pompe à vélo.\nIl pleut.\n')
  const told = await makeArchive(join(folder, 'told'), { ...WISHES, text })
  expect(told.common_terms).toContain('ornithorynque')
  expect(told.meta.text_sha256).not.toBe(answers.meta.text_sha256)
})

test('clocks in Paris are an hour ahead of UTC, two in summer', () => {
  const at = (iso: string): number => Date.parse(iso) / 1000
  expect(parisOffset(at('2019-03-31T00:59:59Z'))).toBe(60)
  expect(parisOffset(at('2019-03-31T01:00:00Z'))).toBe(120)
  expect(parisOffset(at('2019-10-27T00:59:59Z'))).toBe(120)
  expect(parisOffset(at('2019-10-27T01:00:00Z'))).toBe(60)
  expect(inParis(at('2019-12-31T23:30:00Z')).getUTCFullYear()).toBe(2020)
  expect(mailDate(at('2019-03-31T01:00:00Z'), 120)).toBe('Sun, 31 Mar 2019 03:00:00 +0200')
  expect(writtenDate(at('2019-07-02T19:14:00Z'), 'short', 'fr')).toEqual({
    date: 'mar. 2 juil. 2019',
    time: '21:14',
  })
})

test('chance is fair enough, and the first of many is drawn most', () => {
  const dice = new Dice(5)
  const rank = dice.zipf(100, 0, 1)
  const drawn = Array.from({ length: 10_000 }, rank)
  const count = (wanted: number): number => drawn.filter((one) => one === wanted).length
  expect(count(0) / count(1)).toBeGreaterThan(1.6)
  expect(count(0) / count(1)).toBeLessThan(2.5)
  expect(Math.max(...drawn)).toBeLessThan(100)
  expect(dice.shuffled([1, 2, 3, 4]).toSorted()).toEqual([1, 2, 3, 4])
  expect(dice.bytes(7)).toHaveLength(7)
})
