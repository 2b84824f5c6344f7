import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlHash } from '#mta/message/identity.ts'
import type { Asked } from '#search/engine.ts'
import { rebuild } from '#search/meilisearch/rebuild.ts'
import { parseQuery } from '#search/query/parse.ts'
import type { Query } from '#search/query/tree.ts'
import { begin, type Mail, type Mirrored, mirrored, TIME_ZONE } from './mirrored.ts'

let archive: Mirrored
let lists: number[]
const WORDS =
  'vélo vélos atelier ateliers réparation réparer plan ville compte rendu rendus meeting meetings budget été'.split(
    ' ',
  )

beforeAll(async () => {
  archive = await mirrored()
  await begin(archive)
  await rebuild(archive.rebuilding)
  lists = []
  for (const name of ['jardin', 'bureau', 'velo']) lists.push(await archive.makeList(`${name}@quai.example`))
  // The same archive at each run: what is random are the questions.
  const seed = fc.sample(mail(), { numRuns: 160, seed: 7 })
  for (const { on, ...one } of seed)
    await archive.file(
      on.map((at) => lists[at] ?? 0),
      one,
    )
  while (archive.indexed().length < seed.length) await archive.catchUp()
})
afterAll(() => archive.close())

const words = (most: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most }).map((all) => all.join(' '))
const people = fc.constantFrom(
  { name: 'Anne Martin', address: 'anne.martin@asso.example' },
  { name: 'Paul Vélo', address: 'Paul@mairie.example' },
  { name: '', address: "o'brien@lug.example" },
)

function mail(): fc.Arbitrary<Mail & { on: number[] }> {
  return fc.record({
    on: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
    subject: words(4),
    from: people,
    recipients: fc.array(
      people.map((person) => ({ ...person, field: 'to' as const })),
      { maxLength: 2 },
    ),
    datedAt: fc.date({ min: new Date('2018-01-01'), max: new Date('2021-12-31'), noInvalidDate: true }),
    text: fc
      .tuple(words(12), words(8), fc.nat({ max: 2 }))
      .map(([own, quoted, how]) =>
        how === 0
          ? own
          : `${own}\n\nLe 3 mai 2019, Anne a écrit :\n> ${quoted}\n${how === 2 ? '\n-- \nbudget\n' : ''}`,
      ),
    files: fc.array(
      fc.record({
        name: fc.constantFrom('budget.pdf', 'plan-ville.odt', 'photo.jpg', 'chose'),
        type: fc.constant('application/octet-stream'),
        text: words(6),
      }),
      { maxLength: 2 },
    ),
  })
}

const term = fc.oneof(
  fc.constantFrom(...WORDS),
  words(3).map((row) => `"${row}"`),
  words(4).map((row) => `"${row}"`),
  fc.constantFrom('vél*', 'at*', 're*', '"compte re*"', '"plan de v*"', '"vélo atelier r*"'),
  fc
    .tuple(
      fc.constantFrom('sujet:', 'nouveau:', 'cité:', 'fichier:', 'corps:'),
      fc.constantFrom(...WORDS, '"plan ville"', 'bud*'),
    )
    .map((two) => two.join('')),
  fc.constantFrom(
    'de:anne',
    'de:anne.martin@asso.example',
    'de:@mairie.example',
    'à:paul@mairie.example',
    'personne:vélo',
    'de:"anne mar*"',
    "à:o'brien@lug.example",
    'à:asso',
    'liste:jardin',
    'liste:absente',
    'espace:s1',
    'avec:pj',
    'type:pdf',
    'type:image',
    'type:autre',
    'avant:2019',
    'après:2020-06',
    'date:2019-03..2020-02',
    'date:2019',
    'id:m3@test',
    `fil:${urlHash('m4@test')}`,
  ),
)
const question = fc
  .array(fc.tuple(fc.constantFrom('', '', '', '-', 'OU '), term), { minLength: 1, maxLength: 4 })
  .chain((parts) =>
    fc.constantFrom(
      parts.map(([sign, one]) => sign + one).join(' '),
      `(${parts.map(([sign, one]) => sign + one).join(' ')}) OU budget`,
    ),
  )

const asked = (query: Query, on: readonly number[] | 'all', more: Partial<Asked> = {}): Asked => ({
  query,
  lists: on,
  timeZone: TIME_ZONE,
  sort: 'date',
  limit: 25,
  offset: 0,
  count: 'exact',
  ...more,
})

test('both engines give the same answers to the same questions, with the same rights', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(question, fc.subarray([0, 1, 2]), fc.nat({ max: 40 }), async (text, may, offset) => {
      const { query } = parseQuery(text)
      const on = may.length === 3 ? 'all' : may.map((at) => lists[at] ?? 0)
      const page = asked(query, on, { offset })
      expect(await archive.meilisearch.find(page)).toEqual(await archive.postgres.find(page))
    }),
    { numRuns: 250 },
  )
})

test('and the same counts by list, year, person, kind of file and month', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(question, fc.subarray([0, 1, 2]), async (text, may) => {
      const { query } = parseQuery(text)
      const on = may.map((at) => lists[at] ?? 0)
      const [a, b] = [
        await archive.meilisearch.facets(asked(query, on)),
        await archive.postgres.facets(asked(query, on)),
      ]
      expect({ ...a, people: [] }).toEqual({ ...b, people: [] })
      const people = (facets: typeof a) =>
        facets.people.map(({ address, messages }) => `${address.toLowerCase()} ${messages}`).sort()
      expect(people(a)).toEqual(people(b))
      expect(await archive.meilisearch.timeline(asked(query, on))).toEqual(
        await archive.postgres.timeline(asked(query, on)),
      )
    }),
    { numRuns: 40 },
  )
})
