import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ListMember, listFacts, membersOf } from '#lists/list-export.ts'
import { restoreList } from '#lists/list-restore.ts'
import { createList, type List, listById, updateList } from '#lists/lists.ts'
import { ownSentences, setSentence } from '#lists/mails/own-sentences.ts'
import { policiesOf, setPolicy } from '#lists/policies.ts'
import { restoreMembers } from '#lists/restore-members.ts'
import { rolesOn } from '#lists/roles.ts'
import { createSpace, type Space } from '#lists/spaces.ts'
import { isOn, leave, subscribe, subscribers } from '#lists/subscriptions.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

const domain = 'relais.example'
let here: TestDatabase
let there: TestDatabase
let velo: Space

beforeAll(async () => {
  ;[here, there] = await Promise.all([testDatabase(), testDatabase()])
  velo = await space(here, 'velo15')
  await space(there, 'ailleurs')
})
afterAll(async () => {
  await here.close()
  await there.close()
})

function space({ db }: TestDatabase, slug: string): Promise<Space> {
  return db.transaction((tx) => createSpace(tx, { slug, name: slug, kind: 'association' }))
}

function list(name: string): Promise<List> {
  const wanted = { address: `${name}@${domain}`, space: velo, preset: 'discussion' as const, domain }
  return here.db.transaction((tx) => createList(tx, wanted))
}

async function move(from: List, facts?: unknown, address = from.address) {
  const told = facts ?? JSON.parse(JSON.stringify(await listFacts(here.db, from)))
  return await there.db.transaction((tx) =>
    restoreList(tx, { address, space: 'ailleurs', domain, before: from, facts: told }),
  )
}

function put(on: List, members: readonly ListMember[]) {
  async function* each() {
    yield* members
  }
  return there.db.transaction((tx) => restoreMembers(tx, on, each()))
}

const member = (address: string, rest: Partial<ListMember> = {}): ListMember => ({
  address,
  name: '',
  standing: 'subscriber',
  roles: [],
  ...rest,
})

test('a list moved elsewhere has its title, description, own settings, policies with the names of their presets, and List-Id', async () => {
  const made = await list('bureau')
  await here.db.transaction(async (tx) => {
    await updateList(tx, made.id, {
      title: 'Bureau de l’association',
      description: 'Deux\nlignes',
      settings: { tag: 'bureau', footer: null, maxBytes: 5_000_000 },
    })
    await tx('lists').where({ id: made.id }).update({ list_id: 'older.name.example' }) // it was renamed since
    await setPolicy(tx, {
      listId: made.id,
      act: 'post',
      rules: [{ who: { address: '*@velo15.example' }, do: 'accept' }],
    })
  })
  const { list: moved, unknown } = await move((await listById(here.db, made.id))!)
  expect(unknown).toEqual([])
  expect(moved).toMatchObject({
    address: made.address,
    listId: 'older.name.example',
    title: 'Bureau de l’association',
    description: 'Deux\nlignes',
    settings: { tag: 'bureau', footer: null, maxBytes: 5_000_000, delivery: 'personal' },
  })
  for (const act of ['post', 'subscribe', 'unsubscribe', 'archive', 'members'] as const) {
    const [before, after] = await Promise.all([
      policiesOf(here.db, [made.id], act),
      policiesOf(there.db, [moved.id], act),
    ])
    expect(after.get(moved.id)).toEqual(before.get(made.id))
  }
  const { rows } = await there.db.raw('select settings from lists where id = ?', [moved.id])
  expect(rows[0].settings).toEqual({ tag: 'bureau', footer: null, maxBytes: 5_000_000 })
})

test('a list moved elsewhere says its mails in its own words; those that are not known there are told', async () => {
  const made = await list('paroles')
  const sentence = { subject: 'Bienvenue', text: 'Rendez-vous jeudi.' }
  await here.db.transaction((tx) =>
    setSentence(tx, { listId: made.id }, { name: 'joined', language: 'fr', sentence }),
  )
  const facts = await listFacts(here.db, made)
  const told = { ...facts, sentences: [...facts.sentences, { name: 'of-old', language: 'en', ...sentence }] }
  const { list: moved, unsaid } = await move(made, told)
  expect(await ownSentences(there.db, { listId: moved.id })).toEqual([
    { name: 'joined', language: 'fr', ...sentence },
  ])
  expect(unsaid).toEqual([expect.stringContaining('of-old (en): there is no sentence "of-old"')])
})

test('under another address it has a List-Id of its own', async () => {
  const made = await list('copie')
  expect((await move(made, undefined, `nouvelle@${domain}`)).list.listId).toBe(`nouvelle.${domain}`)
})

test('a List-Id that would not fit into a header is not taken over', async () => {
  const made = { ...(await list('entete')), listId: 'a.example>\r\nBcc: x@y.example' }
  expect((await move(made)).list.listId).toBe(`entete.${domain}`)
})

test('rules that name a space, a group or a list mean those of the same name there', async () => {
  const [made, other] = [await list('nomme'), await list('cercle')]
  await move(other)
  const { rows } = await here.db.raw(
    `insert into groups (space_id, slug, name) values (?, 'bureau', 'Bureau') returning id`,
    [velo.id],
  )
  const local = await space(there, 'velo15')
  const theirs = await there.db.raw(
    `insert into groups (space_id, slug, name) values (?, 'bureau', 'Bureau') returning id`,
    [local.id],
  )
  await here.db.transaction((tx) =>
    setPolicy(tx, {
      listId: made.id,
      act: 'post',
      rules: [
        { who: { memberOf: velo.id }, do: 'accept' },
        { who: { inGroup: rows[0].id }, when: { largerThanBytes: 5 }, do: 'hold' },
        { who: { inList: other.id }, do: 'accept' },
      ],
    }),
  )
  const { list: moved, unknown } = await move(made)
  expect(unknown).toEqual([])
  const [cercle] = await there.db('lists').where({ address: other.address }).pluck('id')
  expect((await policiesOf(there.db, [moved.id], 'post')).get(moved.id)?.rules).toEqual([
    { who: { memberOf: local.id }, do: 'accept' },
    { who: { inGroup: theirs.rows[0].id }, when: { largerThanBytes: 5 }, do: 'hold' },
    { who: { inList: cercle }, do: 'accept' },
  ])
})

test('of who is unknown there nobody is let in, and whom a rule kept off, it keeps everyone off', async () => {
  const made = await list('inconnu')
  const facts = {
    title: 'x',
    description: '',
    settings: {},
    policies: {
      post: {
        rules: [
          { who: { inGroup: 'velo15/absents' }, do: 'accept' },
          { who: { memberOf: 'disparue' }, do: 'reject' },
          { who: 'anyone', do: 'accept' },
        ],
      },
    },
  }
  const { list: moved, unknown } = await move(made, facts)
  expect(unknown).toEqual(['velo15/absents', 'disparue'])
  expect((await policiesOf(there.db, [moved.id], 'post')).get(moved.id)?.rules).toEqual([
    { who: 'anyone', do: 'reject' },
    { who: 'anyone', do: 'accept' },
  ])
})

test('what settings say nothing of is as private as can be', async () => {
  const { list: moved } = await move(await list('nu'), {
    title: 'x',
    description: '',
    settings: {},
    policies: {},
  })
  const archive = (await policiesOf(there.db, [moved.id], 'archive')).get(moved.id)
  expect(archive?.rules.every(({ who }) => who !== 'anyone')).toBe(true)
})

test.each([
  ['a title of two lines', { title: 'a\nBcc: x@y.example' }],
  ['a setting that is none', { settings: { maxBytes: 'many' } }],
  ['a rule that decides nothing', { policies: { post: { rules: [{ who: 'anyone', do: 'maybe' }] } } }],
  ['rules without end', { policies: { post: { rules: Array(101).fill({ who: 'anyone', do: 'hold' }) } } }],
  ['an act that is none', { policies: { destroy: { rules: [] } } }],
])('settings with %s are refused in one sentence', async (_, wrong) => {
  const made = await list(`faux${Math.floor(Math.random() * 1e9)}`)
  const facts = { title: 'x', description: '', settings: {}, policies: {}, ...wrong }
  await expect(move(made, facts)).rejects.toThrow(/^the settings in the archive cannot be used: \w/)
  expect(await there.db('lists').where({ address: made.address })).toEqual([])
})

test('members come as they were; twice is once; nobody who left is put back on', async () => {
  const made = await list('membres')
  await here.db.transaction(async (tx) => {
    for (const address of ['Anne@asso.example', 'bob@asso.example', 'eve@asso.example'])
      await subscribe(tx, made, { address, name: address[0]!, source: 'own', evidence: 'session' })
    const eve = (await subscribers(tx, made.id)).find(({ address }) => address === 'eve@asso.example')!
    await leave(tx, made.id, eve.personId, 'session')
  })
  const told = await membersOf(here.db, made)
  expect(told).toMatchObject([
    { address: 'Anne@asso.example', standing: 'subscriber', source: 'own' },
    { address: 'bob@asso.example', standing: 'subscriber' },
    { address: 'eve@asso.example', standing: 'left' },
  ])
  const { list: moved } = await move(made)
  expect(await put(moved, told)).toEqual({ subscribers: 2, left: 1, roles: 0, known: 0, refused: [] })
  expect(await put(moved, told)).toEqual({ subscribers: 0, left: 0, roles: 0, known: 3, refused: [] })
  expect(await membersOf(there.db, moved)).toEqual(told)
  expect((await subscribers(there.db, moved.id)).map(({ address }) => address)).toEqual([
    'Anne@asso.example',
    'bob@asso.example',
  ])
})

test('how somebody receives their mail, and what they may do, come with them', async () => {
  const { list: moved } = await move(await list('roles'))
  const anne = member('anne.roles@asso.example', {
    name: 'Anne',
    since: new Date('2015-06-07T08:09:10.123Z'),
    source: 'own',
    mode: 'digest',
    pausedUntil: new Date('2031-01-01T00:00:00Z'),
    ownPosts: false,
    whenAddressed: false,
    hidden: true,
    roles: ['moderator', 'owner'],
  })
  const zoe = member('zoe.roles@asso.example', { standing: 'neither', roles: ['owner'] })
  expect(await put(moved, [anne, zoe])).toMatchObject({ subscribers: 1, roles: 3 })
  expect(await membersOf(there.db, moved)).toEqual([anne, zoe])
  const [id] = await there.db('addresses').where({ address: zoe.address }).pluck('person_id')
  expect(await rolesOn(there.db, id, moved.id)).toEqual(['owner'])
  expect(await isOn(there.db, moved.id, id)).toBe(false)
})

test('a list that is there keeps who is on it: an archive that says they left takes nobody off', async () => {
  const { list: moved } = await move(await list('la'))
  await put(moved, [member('la@asso.example', { mode: 'titles' })])
  expect(await put(moved, [member('la@asso.example', { standing: 'left' })])).toMatchObject({
    left: 0,
    known: 1,
  })
  expect(await subscribers(there.db, moved.id)).toMatchObject([
    { address: 'la@asso.example', mode: 'titles' },
  ])
})

test('lines that hold no address are named; what an archive invents is not believed', async () => {
  const { list: moved } = await move(await list('hostile'))
  const invented = member('inv@asso.example', {
    source: 'stolen',
    mode: 'always',
    roles: ['administrator', 'owner'],
  })
  expect(await put(moved, [member('not an address'), invented])).toEqual({
    subscribers: 1,
    left: 0,
    roles: 1,
    known: 0,
    refused: ['not an address'],
  })
  expect(await membersOf(there.db, moved)).toMatchObject([{ source: 'imported', roles: ['owner'] }])
  expect((await membersOf(there.db, moved))[0]).not.toHaveProperty('mode')
})

test('thousands of members take seconds, and nobody is written to', async () => {
  const { list: moved } = await move(await list('foule'))
  const crowd = Array.from({ length: 3_000 }, (_, n) =>
    member(`p${n}@foule.example`, { name: `Personne ${n}` }),
  )
  expect(await put(moved, crowd)).toMatchObject({ subscribers: 3_000 })
  const { rows } = await there.db.raw(
    'select (select count(*) from notices) + (select count(*) from deliveries) as n',
  )
  expect(rows).toEqual([{ n: 0 }])
})
