import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { index, type Scope, search } from '#search/postgres.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { fileMessage, makeList } from './archive-rows.ts'

let database: TestDatabase
let garden: number
let board: number
const texts = new Map<number, string>()

beforeAll(async () => {
  database = await testDatabase()
  garden = await makeList(database.db, 'jardiniers@quai.example')
  board = await makeList(database.db, 'bureau@quai.example')
})
afterAll(() => database.close())

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n))

async function file(lists: number[], mail: Parameters<typeof fileMessage>[2]): Promise<number> {
  const id = await fileMessage(database.db, lists, mail)
  texts.set(id, mail.text ?? '')
  return id
}

async function find(
  query: string,
  options: { lists?: Scope; sort?: 'date' | 'relevance'; limit?: number; offset?: number } = {},
) {
  const asked = { query, lists: 'all' as Scope, sort: 'date' as const, limit: 25, offset: 0, ...options }
  return search(database.db, asked, async (_db, ids) => new Map(ids.map((id) => [id, texts.get(id) ?? ''])))
}

const ids = async (...args: Parameters<typeof find>): Promise<number[]> =>
  (await find(...args)).hits.map((hit) => hit.id)

describe('a search', () => {
  test('answers with a stable link, the author, the subject and an extract', async () => {
    const id = await file([garden], {
      subject: 'Surplus de courges',
      text: 'Il y a une brouette de potimarrons devant la cabane.',
      fromName: 'Juliette Navarro',
      fromAddress: 'juliette@asso.example',
      datedAt: day(5),
    })
    const { total, hits } = await find('brouette')
    expect(total).toBe(1)
    expect(hits[0]).toEqual({
      id,
      messageId: expect.stringMatching(/@test$/),
      list: 'jardiniers@quai.example',
      date: day(5),
      from: 'Juliette Navarro <juliette@asso.example>',
      subject: 'Surplus de courges',
      kind: 'message',
      snippet: 'Il y a une brouette de potimarrons devant la cabane.',
      url: expect.stringMatching(/^\/lists\/jardiniers@quai\.example\/messages\/[a-z2-7]{32}$/),
    })
  })

  test('wants every word, in the subject, the text or the author, in any form', async () => {
    const id = await file([garden], {
      subject: 'Échelles doubles',
      text: "L'œuvre des châtaigniers",
      fromName: 'Gaël Riou',
      fromAddress: 'g.riou@quai.example',
    })
    for (const query of [
      'echelle double',
      'ÉCHELLE oeuvre',
      'châtaignier riou',
      'œuvre',
      'd’œuvres',
      "l'échelle",
      'e\u0301chelle',
      'g.riou@quai.example',
      'gael',
    ])
      expect(await ids(query), query).toEqual([id])
    expect(await ids('echelle absente')).toEqual([])
  })

  test('finds a word behind any elided article, asked with any other', async () => {
    const id = await file([garden], { text: 'Qu’horloge il y ait, ou non.' })
    for (const query of ["l'horloge", 'd’horloge', "jusqu'horloge", 'Horloges', 'HORLOGE'])
      expect(await ids(query), query).toEqual([id])
  })

  test('finds the parts of dates, file names and hyphenated words', async () => {
    const id = await file([garden], { text: 'zulu 2031-07-19 plan-du-verger.odt porte-bagages' })
    for (const query of ['zulu 19', 'verger', 'bagage', 'porte-bagages', '2031-07-19', 'plan-du-verger.odt'])
      expect(await ids(query), query).toEqual([id])
  })

  test('articles and other little words need not be in the message', async () => {
    const id = await file([garden], { text: 'réparations chalut' })
    for (const query of [
      'les réparations du chalut',
      'à quel chalut',
      'cette réparation, même si c’était un chalut',
    ])
      expect(await ids(query), query).toEqual([id])
    expect(await ids('chalut car')).toEqual([])
  })

  test('shows only what stands in lists that may be read', async () => {
    const open = await file([garden], { text: 'cormoran' })
    const closed = await file([board], { text: 'cormoran' })
    expect((await ids('cormoran')).toSorted()).toEqual([open, closed].toSorted())
    expect(await ids('cormoran', { lists: [garden] })).toEqual([open])
    expect((await find('cormoran', { lists: [garden] })).total).toBe(1)
    expect(
      await ids('cormoran', {
        lists: { sql: 'select id from lists where address = ?', bindings: ['bureau@quai.example'] },
      }),
    ).toEqual([closed])
    expect(await find('cormoran', { lists: [] })).toEqual({ total: 0, hits: [] })
  })

  test('a message in several readable lists is one result, in the list that had it first', async () => {
    const id = await file([garden, board], { text: 'salamandre' })
    await database
      .db('postings')
      .where({ message_id: id, list_id: board })
      .update({ posted_at: day(1) })
    const { total, hits } = await find('salamandre')
    expect([total, hits.map((hit) => hit.list)]).toEqual([1, ['bureau@quai.example']])
    const ofGarden = await find('salamandre', { lists: [garden] })
    expect(ofGarden.hits.map((hit) => hit.list)).toEqual(['jardiniers@quai.example'])
  })

  test('a removed or hidden posting is found no more', async () => {
    const id = await file([garden], { text: 'libellule' })
    for (const state of ['hidden', 'removed']) {
      await database.db('postings').where({ message_id: id }).update({ state })
      expect(await find('libellule'), state).toEqual({ total: 0, hits: [] })
    }
  })

  test('shows the newest first, page after page, and always the exact total', async () => {
    const all: number[] = []
    for (let n = 1; n <= 7; n++) all.push(await file([garden], { text: 'hirondelle', datedAt: day(n) }))
    all.reverse()
    expect(await ids('hirondelle', { limit: 3 })).toEqual(all.slice(0, 3))
    expect(await ids('hirondelle', { limit: 3, offset: 6 })).toEqual(all.slice(6))
    expect(await find('hirondelle', { limit: 3, offset: 100 })).toEqual({ total: 7, hits: [] })
    expect(await find('hirondelle', { limit: 0 })).toEqual({ total: 7, hits: [] })
  })

  test('by relevance, a word in the subject counts more than one in the text, however short', async () => {
    const passing = await file([garden], { text: 'Un héron !', datedAt: day(20) })
    const text =
      'Il est revenu ce matin, posé sur la citerne, et il regardait les poissons du bassin sans bouger.'
    const about = await file([garden], { subject: 'Le héron', text, datedAt: day(1) })
    expect(await ids('héron', { sort: 'relevance' })).toEqual([about, passing])
    expect(await ids('héron', { sort: 'date' })).toEqual([passing, about])
    expect(await ids('héron', { sort: 'relevance', limit: 1, offset: 1 })).toEqual([passing])
  })

  test('indexing a message again replaces what was there', async () => {
    const id = await file([garden], { text: 'avant' })
    await database.db.transaction((tx) =>
      index(tx, {
        messageId: id,
        datedAt: day(1),
        subject: '',
        text: 'apres',
        fromName: '',
        fromAddress: '',
      }),
    )
    expect(await ids('apres')).toEqual([id])
    expect(await ids('avant')).not.toContain(id)
  })
})

describe('whatever is asked or written', () => {
  test('no query is an error', async () => {
    const pieces = fc.constantFrom(
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
    )
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom('date' as const, 'relevance' as const), async (text, sort) => {
        const { total, hits } = await find(text, { sort, limit: 5 })
        expect(hits.length).toBe(Math.min(total, 5))
      }),
      { numRuns: 120 },
    )
  })

  test('a query of common words only, or of a million words, finds nothing or something but does not fail', async () => {
    expect(await find('de la les')).toEqual({ total: 0, hits: [] })
    expect(await find('')).toEqual({ total: 0, hits: [] })
    expect((await find('mot '.repeat(250_000))).total).toBe(0)
    expect((await find(`${'x'.repeat(5_000)}`)).total).toBe(0)
  })

  test('no text prevents a message from being filed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
        expect(await file([garden], { subject: text, text: text + text })).toBeGreaterThan(0)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['words of 3 KB', 'y'.repeat(3_000)],
    [
      'ten megabytes of different short words',
      Array.from({ length: 2_000_000 }, (_, n) => n.toString(36)).join(' '),
    ],
    [
      'five megabytes of different long words',
      Array.from({ length: 100_000 }, (_, n) => `${n}`.padEnd(50, 'й')).join(' '),
    ],
    ['a million times the same letter', 'b '.repeat(1_000_000)],
  ])('a message of %s is filed and found by its first words', async (_, text) => {
    const id = await file([garden], { subject: 'monument', text: `colossal ${text}` })
    expect(await ids('colossal monument')).toContain(id)
  })
})
