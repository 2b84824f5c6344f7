import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers, Needle } from '#bench/archive/answers.ts'
import { makeArchive } from '#bench/archive/make.ts'
import { countsAsked } from '#bench/archive/score.ts'
import { foldedWords } from '#search/fold.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'
import { type ReadMail, readArchive } from './read-archive.ts'

let folder: string
let answers: Answers
let mails: readonly ReadMail[]
let stems: ReadonlyMap<string, string>

beforeAll(async () => {
  folder = await temporaryFolder()
  answers = await makeArchive(folder, { messages: 900, seed: 7, lists: 3, years: 1 })
  mails = await readArchive(folder)
  stems = await frenchStems(mails)
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

describe('an archive with known answers', () => {
  test('every question has the answers that a reader without an index finds, and no others', () => {
    const readable = mails.map((mail) => ({
      id: mail.id,
      words: {
        new: wordsOf(mail.new),
        quoted: wordsOf(mail.quoted),
        filenames: wordsOf(mail.filenames),
        anywhere: wordsOf(mail.anywhere),
      },
    }))
    const wrong = answers.needles.flatMap((needle) => {
      const found = readable.filter((mail) => answersTo(needle, mail)).map(({ id }) => id)
      const isRight = found.toSorted().join() === needle.expect.toSorted().join()
      return isRight ? [] : [{ ...needle, found }]
    })
    expect(wrong).toEqual([])
  })

  test('asks in every way, and a decoy is never an answer', () => {
    expect(answers.needles.length).toBeGreaterThanOrEqual(340)
    const kinds = new Set(answers.needles.map(({ kind }) => kind))
    for (const kind of [
      'rare',
      'phrase',
      'and',
      'attach-pdf',
      'html-hidden',
      'quoted-only',
      'exact',
      'charset',
    ])
      expect(kinds).toContain(kind)
    for (const { id, expect: right, reject } of answers.needles) {
      expect(right.length + reject.length, id).toBeGreaterThan(0)
      expect(right.filter((one) => reject.includes(one))).toEqual([])
    }
  })

  test('counts are those of authors, months and years in Paris', () => {
    const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })
    for (const { id, count, asks } of countsAsked(answers)) {
      const counted = mails.filter(
        ({ from, list, at }) =>
          (asks.from === undefined || from === asks.from) &&
          (asks.list === undefined || list === asks.list) &&
          (asks.date === undefined || inParis.format(at).startsWith(asks.date)),
      )
      expect(counted.length, id).toBe(count)
    }
  })

  test('a thread holds together by what its mails refer to, or by their subject where they refer to nothing', () => {
    const byId = new Map(mails.map((mail) => [mail.id, mail]))
    expect(new Set(answers.threads.map(({ linked }) => linked)).size).toBe(4)
    for (const { root, ids, unlinked, subject } of answers.threads) {
      expect(ids[0]).toBe(root)
      const known = new Set([root, ...byId.get(root)!.references])
      for (const id of ids.slice(1)) {
        const { references, base, isReply } = byId.get(id)!
        if (unlinked.includes(id))
          expect({ references, base, isReply }).toEqual({
            references: [],
            base: byId.get(root)!.base,
            isReply: true,
          })
        else
          expect(
            references.some((reference) => known.has(reference)),
            `${subject} ${id}`,
          ).toBe(true)
        known.add(id)
      }
    }
  })
})

/** The words of some texts: folded, of each text in a row with a space around it, and their stems. */
interface Words {
  readonly rows: readonly string[]
  readonly stems: ReadonlySet<string>
}

interface ReadableMail {
  readonly id: string
  readonly words: Readonly<Record<'new' | 'quoted' | 'filenames' | 'anywhere', Words>>
}

/** Whether a mail answers a question. */
function answersTo({ match, query }: Needle, { words }: ReadableMail): boolean {
  const [one = '', other = ''] = foldedWords(query)
  const has = (place: keyof typeof words, word: string) => words[place].stems.has(stemOf(word))
  const hasRow = (row: string) => words.anywhere.rows.some((text) => text.includes(row))
  const row = ` ${foldedWords(query).join(' ')} `
  switch (match) {
    case 'term':
      return other === '' ? has('anywhere', one) : hasRow(row)
    case 'and':
      return has('anywhere', one) && has('anywhere', other)
    case 'without':
      return has('anywhere', one) && !has('anywhere', other)
    case 'phrase':
      return hasRow(row)
    case 'prefix':
      return hasRow(row.trimEnd())
    case 'filename':
      return has('filenames', one)
    case 'new':
    case 'quoted':
      return has(match, one)
  }
}

function wordsOf(texts: readonly string[]): Words {
  const folded = texts.map((text) => foldedWords(text))
  return { rows: folded.map((words) => ` ${words.join(' ')} `), stems: new Set(folded.flat().map(stemOf)) }
}

const stemOf = (word: string): string => stems.get(word) ?? word

/** As PostgreSQL stems French. */
async function frenchStems(all: readonly ReadMail[]): Promise<Map<string, string>> {
  const texts = [...all.flatMap(({ anywhere }) => anywhere), ...answers.needles.map(({ query }) => query)]
  const words = [...new Set(texts.flatMap((text) => foldedWords(text)))]
  const database = await testDatabase()
  const { rows } = await database.db.raw<{ rows: { word: string; stem: string | null }[] }>(
    `select word, (ts_lexize('french_stem', word))[1] as stem from unnest(?::text[]) word`,
    [words],
  )
  await database.close()
  return new Map(rows.map(({ word, stem }) => [word, stem ?? word]))
}
