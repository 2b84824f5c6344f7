import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from '#archive/browse.ts'
import { type ArchiveWorld, archiveWorld, mail, wholeThread } from './archive-world.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterAll(() => world.close())

const threadOf = (hash: string) => wholeThread(world, hash)
const outline = async (hash: string) =>
  (await threadOf(hash)).messages.map(({ subject, depth }) => `${'  '.repeat(depth)}${subject}`)

test('answers hang under what they answer, the oldest first', async () => {
  const first = await world.post(mail({ 'Message-ID': '<a1@x>', Subject: 'Sortie' }))
  await world.post(mail({ 'Message-ID': '<a2@x>', Subject: 'Re: un', 'In-Reply-To': '<a1@x>' }))
  await world.post(mail({ 'Message-ID': '<a3@x>', Subject: 'Re: deux', References: '<a1@x>' }))
  await world.post(mail({ 'Message-ID': '<a4@x>', Subject: 'Re: trois', References: '<a1@x> <a2@x>' }))
  expect(await outline(first.hash)).toEqual(['Sortie', '  Re: un', '    Re: trois', '  Re: deux'])
})

test('an answer to a message that never came hangs under the nearest known before it', async () => {
  const first = await world.post(mail({ 'Message-ID': '<b1@x>', Subject: 'Local' }))
  await world.post(mail({ 'Message-ID': '<b3@x>', Subject: 'Re: Local', References: '<b1@x> <lost@x>' }))
  expect(await outline(first.hash)).toEqual(['Local', '  Re: Local'])
})

test('answers to the same lost message stand together', async () => {
  const first = await world.post(mail({ 'Message-ID': '<j2@x>', Subject: 'Un', References: '<j1@x>' }))
  const second = await world.post(
    mail({ 'Message-ID': '<j3@x>', Subject: 'Deux', References: '<j0@x> <j1@x>' }),
  )
  expect(second.threads).toEqual(first.threads)
  expect(await outline(first.hash)).toEqual(['Un', 'Deux'])
})

test('a message that comes after its answers takes them under it', async () => {
  const late = await world.post(mail({ 'Message-ID': '<c2@x>', Subject: 'Re: Repas', References: '<c1@x>' }))
  const later = await world.post(
    mail({ 'Message-ID': '<c3@x>', Subject: 'Autre mot', References: '<c1@x>', 'In-Reply-To': '<c1@x>' }),
  )
  expect(await outline(later.hash)).toEqual(['Re: Repas', 'Autre mot'])
  const first = await world.post(mail({ 'Message-ID': '<c1@x>', Subject: 'Repas' }))
  expect(await outline(first.hash)).toEqual(['Repas', '  Re: Repas', '  Autre mot'])
  const whole = await threadOf(late.hash)
  expect(whole.subject).toBe('Repas')
  expect(whole.messages).toHaveLength(3)
  const [row] = await world.db('threads').where({ id: first.threads[0]!.threadId })
  expect(row.messages).toBe(3)
})

test('messages that link threads join them; every old address leads to the last', async () => {
  const late = [
    await world.post(mail({ 'Message-ID': '<x1@x>', Subject: 'X', References: '<p1@x>' })),
    await world.post(mail({ 'Message-ID': '<y1@x>', Subject: 'Y', References: '<p2@x>' })),
    await world.post(mail({ 'Message-ID': '<z1@x>', Subject: 'Z', References: '<p3@x>' })),
  ]
  const threads = late.map((filed) => filed.threads[0]!)
  expect(new Set(threads.map(({ threadId }) => threadId)).size).toBe(3)
  await world.post(mail({ 'Message-ID': '<p1@x>', Subject: 'P1', References: '<p2@x>' }))
  await world.post(mail({ 'Message-ID': '<p2@x>', Subject: 'P2', References: '<p3@x>' }))
  const last = await world.post(mail({ 'Message-ID': '<p3@x>', Subject: 'P3' }))
  const hash = last.threads[0]!.threadHash
  for (const { threadHash } of threads) {
    const found = await threadOf(threadHash)
    expect(found).toMatchObject({ hash, subject: 'P3' })
    expect(found.movedTo).toBe(threadHash === hash ? undefined : hash)
  }
  expect(await outline(hash)).toEqual(['P3', '  Z', '  P2', '    Y', '    P1', '      X'])
  const [row] = await world.db('threads').where({ id: last.threads[0]!.threadId })
  expect(row).toMatchObject({ messages: 6, merged_into: null })
})

test('an answer that names nothing known joins the thread of its subject, within 90 days', async () => {
  const at = new Date('2026-01-05T10:00:00Z')
  const days = (n: number) => new Date(at.getTime() + n * 86_400_000)
  const first = await world.post(mail({ 'Message-ID': '<e1@x>', Subject: 'Assemblée' }), { at })
  const same = await world.post(mail({ 'Message-ID': '<e2@x>', Subject: '[velo] RÉ : Assemblée' }), {
    at: days(89),
  })
  const fresh = await world.post(mail({ 'Message-ID': '<e3@x>', Subject: 'Assemblée' }), { at: days(90) })
  const late = await world.post(mail({ 'Message-ID': '<e4@x>', Subject: 'Re: Assemblée' }), { at: days(190) })
  expect(same.threads).toEqual(first.threads)
  expect(fresh.threads[0]!.threadId).not.toBe(first.threads[0]!.threadId)
  expect([first.threads[0]!.threadId, fresh.threads[0]!.threadId]).not.toContain(late.threads[0]!.threadId)
})

test('each list threads for itself', async () => {
  const { listId, otherListId } = world
  const first = await world.post(mail({ 'Message-ID': '<f1@x>', Subject: 'Ici' }))
  const answer = await world.post(
    mail({ 'Message-ID': '<f2@x>', Subject: 'Re: Ici', 'In-Reply-To': '<f1@x>' }),
    {
      listIds: [listId, otherListId],
    },
  )
  expect(answer.threads.map((place) => place.listId)).toEqual([listId, otherListId])
  expect(answer.threads[0]!.threadId).toBe(first.threads[0]!.threadId)
  expect(answer.threads[1]!.threadHash).toBe(answer.hash)
})

test('of two messages that claim to answer each other only the later is an answer', async () => {
  const one = await world.post(mail({ 'Message-ID': '<k1@x>', Subject: 'K1', References: '<k2@x>' }))
  const two = await world.post(mail({ 'Message-ID': '<k2@x>', Subject: 'K2', References: '<k1@x>' }))
  expect((await message(world.db, world.listId, one.hash))!.parent).toBeUndefined()
  expect((await message(world.db, world.listId, two.hash))!.parent!.hash).toBe(one.hash)
})

test('messages that claim to answer each other in a circle are all shown once', async () => {
  await world.post(mail({ 'Message-ID': '<g1@x>', Subject: 'G1', References: '<g3@x>' }))
  await world.post(mail({ 'Message-ID': '<g2@x>', Subject: 'G2', References: '<g1@x>' }))
  const last = await world.post(mail({ 'Message-ID': '<g3@x>', Subject: 'G3', References: '<g2@x>' }))
  await world.post(mail({ 'Message-ID': '<g4@x>', Subject: 'G4', References: '<g4@x>' }))
  const subjects = (await threadOf(last.hash)).messages.map(({ subject }) => subject)
  expect(subjects.toSorted()).toEqual(['G1', 'G2', 'G3'])
})

test('many answers at the same moment make one thread', async () => {
  const ids = Array.from({ length: 12 }, (_, n) => n)
  const filed = await Promise.all(
    ids.map((n) =>
      world.post(mail({ 'Message-ID': `<h${n}@x>`, Subject: `Re: H ${n}`, References: '<h-root@x>' })),
    ),
  )
  expect(new Set(filed.map(({ threads }) => threads[0]!.threadId)).size).toBe(1)
  const root = world.post(mail({ 'Message-ID': '<h-root@x>', Subject: 'H' }))
  const more = world.post(
    mail({ 'Message-ID': '<h99@x>', Subject: 'Re: H', References: '<h-root@x> <h0@x>' }),
  )
  const hash = (await root).hash
  await more
  expect((await threadOf(hash)).messages).toHaveLength(14)
})

test('answers by subject at the same moment make one thread', async () => {
  const filed = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) =>
      world.post(mail({ 'Message-ID': `<i${n}@x>`, Subject: 'Re: Sans parent' })),
    ),
  )
  expect(new Set(filed.map(({ threads }) => threads[0]!.threadId)).size).toBe(1)
})
