import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Filed } from '#archive/file.ts'
import { type ArchiveWorld, archiveWorld, mail } from './archive-world.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
beforeEach(forget)
afterAll(() => world.close())

async function forget() {
  for (const table of ['postings', 'threads', 'messages']) await world.db(table).delete()
}

/** A mail as an old archive may have it: references that are broken, doubled or missing, another with the same id. */
interface Letter {
  readonly id: number
  readonly refs: readonly number[]
  readonly subject: string
  readonly content: string
  readonly day: number
  readonly lists: 'one' | 'other' | 'both'
}

const ids = fc.integer({ min: 0, max: 9 })
const letter: fc.Arbitrary<Letter> = fc.record({
  id: ids,
  refs: fc.oneof(fc.constant([]), fc.array(ids, { maxLength: 4 })),
  subject: fc.constantFrom('Sortie', 'Re: Sortie', 'Re: Repas', 'Repas', 'Re:', ''),
  content: fc.constantFrom('un', 'un', 'un', 'deux', 'trois'),
  day: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 300 })),
  lists: fc.constantFrom('one', 'one', 'one', 'other', 'both'),
})

function reply(id: number, refs: readonly number[] = [], content = 'un'): Letter {
  return { id, refs, subject: 'Re:', content, day: 0, lists: 'one' }
}

// Its date hangs on what it is: the same mail found twice has the same, two others never have.
function written({ id, refs, subject, content, day, lists }: Letter, index: number) {
  const fields = {
    'Message-ID': `<${id}@x>`,
    Subject: subject,
    ...(refs.length > 0 && { References: refs.map((ref) => `<${ref}@x>`).join(' ') }),
  }
  const { listId, otherListId } = world
  return {
    text: mail(fields, content),
    at: new Date(Date.UTC(2024, 0, 1 + day) + index * 60_000),
    listIds: { one: [listId], other: [otherListId], both: [listId, otherListId] }[lists],
  }
}

/** The archive without its numbers: what is where, under what, called what. */
async function everything() {
  const { rows: postings } = await world.db.raw(
    `select p.list_id as list, m.hash, encode(m.fingerprint, 'hex') as content, t.hash as thread, a.hash as parent, p.dated_at
       from postings p join messages m on m.id = p.message_id join threads t on t.id = p.thread_id
       left join messages a on a.id = p.parent_id order by 1, 2`,
  )
  const { rows: threads } = await world.db.raw(
    `select t.list_id as list, t.hash, into_t.hash as into, t.base_subject, t.subject, t.messages,
            case when t.merged_into is null then array[t.first_at, t.last_at] end as span
       from threads t left join threads into_t on into_t.id = t.merged_into order by 1, 2`,
  )
  return { postings, threads }
}

test('mails filed in groups stand exactly where they would stand if they had come one by one', async () => {
  const archive = fc.array(letter, { minLength: 2, maxLength: 24 })
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(archive, sizes, async (letters, wanted) => {
      const mails = letters.map(written)
      await forget()
      const alone: Filed[] = []
      for (const one of mails) alone.push(...(await world.import([one])))
      const expected = await everything()
      await forget()
      const together: Filed[] = []
      for (let at = 0, n = 0; at < mails.length; n++) {
        const size = wanted[n % wanted.length]!
        together.push(...(await world.import(mails.slice(at, at + size))))
        at += size
      }
      expect(await everything()).toEqual(expected)
      const told = (filed: readonly Filed[]) =>
        filed.map(({ hash, isNew, threads }) => [
          hash,
          isNew,
          threads.map((place) => [place.listId, place.isNew]),
        ])
      expect(told(together)).toEqual(told(alone))
    }),
    {
      numRuns: 40,
      examples: [
        // Of three with the same Message-ID the list has the second and the third, which answers the newcomer.
        [[{ ...reply(1), lists: 'other' }, reply(1, [], 'deux'), reply(1, [3], 'trois'), reply(3, [1])], [4]],
        // A message stands there with other references than the copy at hand tells of.
        [[reply(4, [0]), reply(0), reply(4), reply(0, [], 'deux')], [2]],
        [[reply(4, [0]), reply(5), { ...reply(4), lists: 'both' }, { ...reply(0), lists: 'other' }], [2]],
      ],
    },
  )
}, 180_000)

test('every thread counts its messages and knows its first and last, whatever the order of the mails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(letter, { minLength: 2, maxLength: 30 }), async (letters) => {
      await forget()
      await world.import(letters.map(written))
      const { rows } = await world.db.raw(
        `select t.hash from threads t left join postings p on p.thread_id = t.id group by t.id
          having t.messages <> count(p.*) or (t.merged_into is null)
                 <> (t.messages > 0) or t.messages > 0 and (t.first_at, t.last_at) <> (min(p.dated_at), max(p.dated_at))`,
      )
      expect(rows).toEqual([])
    }),
    { numRuns: 30 },
  )
}, 120_000)

test('importing an archive again changes nothing, in groups of another size neither', async () => {
  const letters = fc.sample(letter, { numRuns: 60, seed: 7 }).map(written)
  await world.import(letters)
  const before = await everything()
  const again = [...(await world.import(letters.slice(0, 23))), ...(await world.import(letters.slice(23)))]
  expect(await everything()).toEqual(before)
  expect(again.some(({ isNew, threads }) => isNew || threads.some((place) => place.isNew))).toBe(false)
})

test('live posts and groups of the same threads at the same moment make one thread each', async () => {
  const { listId } = world
  const answers = (name: string, from: number) =>
    Array.from({ length: 12 }, (_, n) => ({
      text: mail({
        'Message-ID': `<${name}${from + n}@x>`,
        Subject: `Re: ${name}`,
        References: `<${name}@x>`,
      }),
      at: new Date(Date.UTC(2026, 1, from + n)),
      listIds: [listId],
    }))
  const groups = ['a', 'b', 'c'].flatMap((name) => [
    world.import(answers(name, 0)),
    world.import(answers(name, 12)),
  ])
  const posts = ['c', 'b', 'a'].map((name) =>
    world.post(mail({ 'Message-ID': `<${name}@x>`, Subject: name })),
  )
  await Promise.all([...groups, ...posts])
  const { threads, postings } = await everything()
  expect(threads.filter(({ into }: { into: string | null }) => into === null)).toHaveLength(3)
  expect(threads.map(({ messages }: { messages: number }) => messages).sort()).toEqual([25, 25, 25])
  expect(postings.filter(({ parent }: { parent: string | null }) => parent === null)).toHaveLength(3)
})

test('groups with the same mails in opposite orders, in two lists, do not lock each other out', async () => {
  const { listId, otherListId } = world
  const mails = Array.from({ length: 40 }, (_, n) => ({
    text: mail({ 'Message-ID': `<m${n}@x>`, Subject: `M ${n}` }),
    at: new Date(Date.UTC(2026, 1, 1, 0, n)),
  }))
  const to = (list: number) => mails.map((one) => ({ ...one, listIds: [list] }))
  await Promise.all([world.import(to(listId)), world.import(to(otherListId).toReversed())])
  expect((await everything()).postings).toHaveLength(80)
  expect(await world.db('messages')).toHaveLength(40)
})

test('a group takes as many statements as four times that group', async () => {
  const letters = (count: number, from: number) =>
    Array.from({ length: count }, (_, n) => ({
      text: mail({
        'Message-ID': `<s${from + n}@x>`,
        Subject: n % 3 === 0 ? `S ${n}` : 'Re: S',
        ...(n % 3 === 1 && { References: `<s${from + n - 1}@x>` }),
      }),
      at: new Date(Date.UTC(2026, 1, 1, 0, from + n)),
      listIds: [world.listId],
    }))
  const statements = async (act: () => Promise<unknown>) => {
    let seen = 0
    const count = () => seen++
    world.db.on('query', count)
    await act()
    world.db.removeListener('query', count)
    return seen
  }
  const few = await statements(() => world.import(letters(10, 0)))
  expect(await statements(() => world.import(letters(40, 1_000)))).toBe(few)
  expect(few).toBeLessThan(16)
})
