import { afterAll, beforeAll, expect, test } from 'vitest'
import { latestThreads, message, monthsOf, textsOf, thread, threadsOfMonth } from '#archive/browse.ts'
import { type ArchiveWorld, archiveWorld, mail, wholeThread } from './archive-world.ts'

const PARIS = 'Europe/Paris'
let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
  const post = (at: string, fields: Record<string, string>, body?: string) =>
    world.post(mail(fields, body), { at: new Date(at) })
  await post('2026-01-10T10:00:00Z', { 'Message-ID': '<1@x>', Subject: 'Galette' })
  await post('2026-01-31T22:59:59Z', { 'Message-ID': '<2@x>', Subject: 'Re: Galette', References: '<1@x>' })
  // 23:00 UTC is already February in Paris.
  await post('2026-01-31T23:00:00Z', {
    'Message-ID': '<3@x>',
    Subject: 'Re: Galette',
    References: '<1@x> <2@x>',
    From: '=?utf-8?Q?H=C3=A9l=C3=A8ne?= <h@asso.example>',
  })
  await post(
    '2026-02-03T10:00:00Z',
    { 'Message-ID': '<4@x>', Subject: 'Crêpes', 'Content-Type': 'multipart/mixed; boundary=b' },
    '--b\r\n\r\nla recette\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--b--\r\n',
  )
})
afterAll(() => world.close())

const hashOf = async (messageId: string): Promise<string> =>
  (await world.db('messages').where({ message_id: messageId }).first('hash')).hash

test('the months of a list are those of its own time zone, the newest first', async () => {
  expect(await monthsOf(world.db, world.listId, PARIS)).toEqual([
    { month: '2026-02', messages: 2, threads: 2 },
    { month: '2026-01', messages: 2, threads: 1 },
  ])
  expect((await monthsOf(world.db, world.listId, 'UTC')).map(({ messages }) => messages)).toEqual([1, 3])
  expect(await monthsOf(world.db, world.otherListId, PARIS)).toEqual([])
})

test('a month shows its threads, the latest to write there first, with how much of each is of the month', async () => {
  const { threads, total } = await threadsOfMonth(world.db, world.listId, PARIS, '2026-02')
  expect(total).toBe(2)
  expect(threads).toEqual([
    expect.objectContaining({ subject: 'Crêpes', messages: 1, people: 1, attachments: 1, inMonth: 1 }),
    {
      hash: await hashOf('1@x'),
      subject: 'Galette',
      messages: 3,
      people: 2,
      firstAt: new Date('2026-01-10T10:00:00Z'),
      lastAt: new Date('2026-01-31T23:00:00Z'),
      starterName: 'Anne',
      starterAddress: 'anne@asso.example',
      attachments: 0,
      inMonth: 1,
    },
  ])
})

test('threads of a month come by pages; the total stays, also past the end', async () => {
  const page = (offset: number) =>
    threadsOfMonth(world.db, world.listId, PARIS, '2026-02', { limit: 1, offset })
  expect([(await page(0)).threads[0]!.subject, (await page(1)).threads[0]!.subject]).toEqual([
    'Crêpes',
    'Galette',
  ])
  expect(await page(2)).toEqual({ threads: [], total: 2 })
})

test('a month that is none, or empty, has no threads', async () => {
  for (const month of ['2026-13', '2026-2', "2026-02'; drop", '2031-01']) {
    expect(await threadsOfMonth(world.db, world.listId, PARIS, month)).toEqual({ threads: [], total: 0 })
  }
})

test('the latest threads are those that wrote last', async () => {
  const latest = await latestThreads(world.db, world.listId, 5)
  expect(latest.map(({ subject, inMonth }) => [subject, inMonth])).toEqual([
    ['Crêpes', 1],
    ['Galette', 3],
  ])
  expect(await latestThreads(world.db, world.listId, 1)).toHaveLength(1)
})

test('a thread is found by its address in any case, and by that of each of its messages', async () => {
  const hash = await hashOf('1@x')
  const whole = await wholeThread(world, hash.toUpperCase())
  expect(whole).toMatchObject({ hash, subject: 'Galette', firstAt: new Date('2026-01-10T10:00:00Z') })
  expect(whole.movedTo).toBeUndefined()
  expect(whole.messages.map(({ depth, parentHash }) => [depth, parentHash])).toEqual([
    [0, undefined],
    [1, hash],
    [2, await hashOf('2@x')],
  ])
  expect(await thread(world.db, world.listId, await hashOf('3@x'))).toMatchObject({ hash, movedTo: hash })
  expect(await thread(world.db, world.otherListId, hash)).toBeUndefined()
})

test('a message knows its thread, what it answers, and its neighbours by date', async () => {
  const found = (await message(world.db, world.listId, (await hashOf('2@x')).toUpperCase()))!
  expect(found).toMatchObject({
    messageId: '2@x',
    recipients: [{ field: 'to', name: '', address: 'velo@asso.example' }],
    thread: { hash: await hashOf('1@x'), subject: 'Galette' },
    parent: { hash: await hashOf('1@x'), fromName: 'Anne' },
    previous: { hash: await hashOf('1@x'), subject: 'Galette' },
    next: { hash: await hashOf('3@x'), subject: 'Re: Galette' },
    attachments: [],
    defects: ['no-date'],
  })
  const last = (await message(world.db, world.listId, await hashOf('4@x')))!
  expect(last).toMatchObject({ attachments: [{ n: 1, name: 'a.pdf', type: 'application/pdf', size: 1 }] })
  expect([last.parent, last.next, last.hasHtml]).toEqual([undefined, undefined, false])
  expect(await message(world.db, world.otherListId, await hashOf('4@x'))).toBeUndefined()
})

test('texts of several messages come at once', async () => {
  const ids = (
    await world.db('messages').whereIn('message_id', ['1@x', '4@x']).orderBy('id').select('id')
  ).map((m) => m.id)
  const texts = await textsOf(world.db, world.blobs, ids)
  expect(ids.map((id) => texts.get(id))).toEqual(['Bonjour.', 'la recette'])
})

test('a hidden posting is nowhere; its answers remain', async () => {
  const one = await world.post(mail({ 'Message-ID': '<h1@x>', Subject: 'Caché' }), {
    at: new Date('2026-05-01'),
  })
  const two = await world.post(mail({ 'Message-ID': '<h2@x>', Subject: 'Vu', References: '<h1@x>' }), {
    at: new Date('2026-05-02'),
  })
  await world.db('postings').where({ message_id: one.id }).update({ state: 'hidden' })
  expect(await message(world.db, world.listId, one.hash)).toBeUndefined()
  const whole = await wholeThread(world, one.hash)
  expect(whole.messages.map(({ hash, depth }) => [hash, depth])).toEqual([[two.hash, 0]])
  expect(await threadsOfMonth(world.db, world.listId, PARIS, '2026-05')).toMatchObject({
    total: 1,
    threads: [{ messages: 1, inMonth: 1 }],
  })
  expect((await message(world.db, world.listId, two.hash))!.parent).toBeUndefined()
  await world.db('postings').where({ message_id: two.id }).update({ state: 'hidden' })
  expect(await thread(world.db, world.listId, one.hash)).toBeUndefined()
  expect((await latestThreads(world.db, world.listId, 9)).map(({ subject }) => subject)).not.toContain(
    'Caché',
  )
})

test('every page of the archive takes a fixed number of statements', async () => {
  const statements = async (act: () => Promise<unknown>) => {
    let seen = 0
    const count = () => seen++
    world.db.on('query', count)
    await act()
    world.db.removeListener('query', count)
    return seen
  }
  const small = await hashOf('4@x')
  const large = (await world.post(mail({ 'Message-ID': '<n0@x>', Subject: 'N' }))).hash
  for (let n = 1; n < 20; n++)
    await world.post(mail({ 'Message-ID': `<n${n}@x>`, References: `<n${n - 1}@x>` }))
  const page = (hash: string) => async () => {
    const whole = await wholeThread(world, hash)
    await textsOf(
      world.db,
      world.blobs,
      whole.messages.map(({ id }) => id),
    )
  }
  expect(await statements(page(large))).toBe(await statements(page(small)))
})
