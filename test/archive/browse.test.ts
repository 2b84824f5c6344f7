import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  busiestThreads,
  filesOf,
  isFileKind,
  kindOf,
  latestMessages,
  latestThreads,
  mailsOf,
  message,
  messagesOfWriter,
  monthsOf,
  peopleOf,
  type Stretch,
  thread,
  threadsOfMonth,
  threadsToCrawl,
  writerOf,
} from '#archive/browse.ts'
import { textsOf } from '#archive/texts.ts'
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

test('people are those who wrote, most first; one is told by any of their messages in the list', async () => {
  const { people, total } = await peopleOf(world.db, world.listId, { limit: 1, offset: 0 })
  expect(total).toBe(2)
  expect(people).toEqual([
    {
      hash: await hashOf('1@x'),
      name: 'Anne',
      address: 'anne@asso.example',
      messages: 3,
      firstAt: new Date('2026-01-10T10:00:00Z'),
      lastAt: new Date('2026-02-03T10:00:00Z'),
    },
  ])
  expect(await writerOf(world.db, world.listId, (await hashOf('4@x')).toUpperCase())).toEqual(people[0])
  expect(await writerOf(world.db, world.otherListId, await hashOf('4@x'))).toBeUndefined()
  const page = { limit: 2, offset: 1 }
  const written = await messagesOfWriter(world.db, world.listId, 'anne@asso.example', page)
  expect(written.map(({ subject }) => subject)).toEqual(['Re: Galette', 'Galette'])
})

test('files are counted by kind and by year, and come a page at a time', async () => {
  const asked = { timeZone: PARIS, limit: 5, offset: 0 }
  const found = await filesOf(world.db, world.listId, asked)
  expect(found).toMatchObject({
    total: 1,
    kinds: [{ kind: 'pdf', files: 1 }],
    years: [{ year: 2026, files: 1 }],
    files: [
      {
        name: 'a.pdf',
        kind: 'pdf',
        datedAt: new Date('2026-02-03T10:00:00Z'),
        message: { subject: 'Crêpes' },
      },
    ],
  })
  expect(await filesOf(world.db, world.listId, { ...asked, kind: 'image' })).toMatchObject({
    total: 0,
    files: [],
  })
  expect(await filesOf(world.db, world.listId, { ...asked, year: 2025 })).toMatchObject({
    total: 0,
    kinds: [],
  })
  expect(await filesOf(world.db, world.otherListId, asked)).toEqual({
    total: 0,
    kinds: [],
    years: [],
    files: [],
  })
})

test('a file’s kind is told by its name, else by its type', () => {
  const kinds = [
    ['compte-rendu.PDF', 'application/octet-stream'],
    ['budget.ods', 'application/zip'],
    ['photo', 'image/jpeg'],
    ['suite.de.noms', 'text/calendar'],
    ['transfert', 'message/rfc822'],
    ['constructor', 'x/constructor'],
  ].map(([name, type]) => kindOf({ name: name!, type: type! }))
  expect(kinds).toEqual(['pdf', 'sheet', 'image', 'calendar', 'message', 'other'])
  expect(['pdf', 'other', 'toString', 5, undefined].map(isFileKind)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('the busiest threads of a year come first, with how much of each is of the year', async () => {
  const busiest = await busiestThreads(world.db, world.listId, PARIS, '2026', 5)
  expect(busiest.map(({ subject, inMonth }) => [subject, inMonth])).toEqual([
    ['Galette', 3],
    ['Crêpes', 1],
  ])
  expect(await busiestThreads(world.db, world.listId, PARIS, '2025', 5)).toEqual([])
})

test('threads know their neighbours, and are listed for crawlers in the order they came', async () => {
  const [galette, crepes] = [await hashOf('1@x'), await hashOf('4@x')]
  const first = (await thread(world.db, world.listId, galette))!
  expect([first.previous, first.next]).toEqual([undefined, { hash: crepes, subject: 'Crêpes' }])
  const last = (await thread(world.db, world.listId, crepes))!
  expect([last.previous, last.next]).toEqual([{ hash: galette, subject: 'Galette' }, undefined])
  const page = { limit: 1, offset: 1 }
  expect(await threadsToCrawl(world.db, world.listId, page)).toEqual([{ hash: crepes, lastAt: last.lastAt }])
  const latest = await latestMessages(world.db, { threadId: first.id }, 2)
  expect(latest.map(({ hash }) => hash)).toEqual([await hashOf('3@x'), await hashOf('2@x')])
})

test('mails come out as received, by thread, month or year, in the order of their dates', async () => {
  const ids = async (stretch: Stretch) => {
    const found: string[] = []
    for await (const { bytes } of mailsOf(world.db, world.blobs, world.listId, stretch)) {
      const pieces: Buffer[] = []
      for await (const piece of bytes as AsyncIterable<Buffer>) pieces.push(piece)
      found.push(/^Message-ID: (.*)\r$/m.exec(Buffer.concat(pieces).toString())![1]!)
    }
    return found
  }
  const { id: threadId } = (await thread(world.db, world.listId, await hashOf('1@x')))!
  expect(await ids({ threadId })).toEqual(['<1@x>', '<2@x>', '<3@x>'])
  expect(await ids({ period: '2026-02', timeZone: PARIS })).toEqual(['<3@x>', '<4@x>'])
  expect(await ids({ period: '2026', timeZone: PARIS })).toEqual(['<1@x>', '<2@x>', '<3@x>', '<4@x>'])
  await expect(ids({ period: '2026-13', timeZone: PARIS })).rejects.toThrow('neither a month nor a year')
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
