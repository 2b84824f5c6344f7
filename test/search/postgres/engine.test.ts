import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import { openWindows, type Windows } from '#search/postgres/windows.ts'
import { parseQuery } from '#search/query/parse.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { Archive } from '../archive-rows.ts'
import { type EngineUnderTest, engineSuite } from '../engine-suite.ts'

let database: TestDatabase
let under: EngineUnderTest

engineSuite(async () => {
  database = await testDatabase()
  const { db, pool } = database
  const archive = new Archive(db)
  under = {
    db,
    archive,
    engine: openPostgresSearch({ db, pool, texts: archive, windows: inShortSteps() }),
    settle: async () => undefined,
  }
  return under
})
afterAll(() => database.close())

/** As a large archive is looked through: from the newest months on, a few messages at a time. */
function inShortSteps(): Windows {
  let minutes = 0
  return openWindows([3, 9], () => ++minutes * 61_000)
}

const find = (text: string, sort: 'date' | 'relevance' = 'date') =>
  under.engine.find({
    query: parseQuery(text).query,
    lists: 'all',
    sort,
    limit: 5,
    offset: 0,
    count: 'exact',
    timeZone: 'Europe/Paris',
  })

describe('whatever is asked or written', () => {
  test('no query is an error', async () => {
    const pieces = fc.constantFrom(
      ...[
        '(',
        ')',
        '&',
        '|',
        '!',
        ':*',
        "'",
        '"',
        '\\',
        '<->',
        '%',
        '?',
        '$1',
        '::',
        ':nom',
        '\0',
        'la',
        'vélo',
      ],
      ...[
        'de:',
        'à:@',
        'liste:',
        'date:2019',
        'avec:pj',
        'type:pdf',
        '-',
        'OU',
        'hiron*',
        '"de la"',
        '{',
        ',',
        '.',
      ],
    )
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')),
      fc.array(pieces, { maxLength: 6 }).map((all) => all.join('')),
    )
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom('date' as const, 'relevance' as const), async (text, sort) => {
        const { total, hits } = await find(text, sort)
        expect(hits.length).toBe(Math.min(total, 5))
      }),
      { numRuns: 120 },
    )
  })

  test('a million words are asked without harm', async () => {
    expect((await find('mot '.repeat(250_000))).total).toBe(0)
    expect((await find('x'.repeat(5_000))).total).toBe(0)
  })

  test('no text prevents a message from being filed', async () => {
    const list = await under.archive.list('tout@quai.example')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
        const from = { name: text, address: text }
        const files = [{ name: text, type: text.replaceAll('\0', ''), text }].map((file) => ({
          ...file,
          name: file.name.replaceAll('\0', ''),
        }))
        const mail = { subject: text, text: text + text, from: { name: '', address: 'a@b.c' }, files }
        expect(await under.archive.file(under.engine, [list], mail)).toBeGreaterThan(0)
        await under.db.transaction((tx) =>
          under.engine.index(tx, [
            { ...under.archive.entry(1), from, recipients: [{ field: 'to', ...from }] },
          ]),
        )
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['words of 3 KB', 'y'.repeat(3_000)],
    [
      'ten megabytes of different short words',
      Array.from({ length: 300_000 }, (_, n) => n.toString(36)).join(' '),
    ],
    ['long words', Array.from({ length: 20_000 }, (_, n) => `${n}`.padEnd(50, 'й')).join(' ')],
    ['a million times the same letter', 'b '.repeat(1_000_000)],
  ])('a message of %s is filed and found by its first and its last words', async (_, text) => {
    const list = await under.archive.list(`long${text.length}@quai.example`)
    await under.archive.file(under.engine, [], { text: 'minuscule' }) // a word that is known
    const mail = { subject: 'monument', text: `colossal ${text} minuscule` }
    const id = await under.archive.file(under.engine, [list], mail)
    for (const query of ['colossal monument', 'minuscule monument', 'sujet:monument']) {
      const { hits, total } = await find(`${query} liste:long${text.length}`)
      expect([total, hits.map((hit) => hit.id)], query).toEqual([1, [id]])
    }
    expect((await find(`monument -minuscule liste:long${text.length}`)).total).toBe(0)
  })
})
