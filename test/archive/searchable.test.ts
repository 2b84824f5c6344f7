import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesAfter, searchables } from '#archive/searchable.ts'
import { type ArchiveWorld, archiveWorld, mail } from './archive-world.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterAll(() => world.close())

const read = (ids: readonly number[], which?: 'hidden too') => searchables(world.db, world.blobs, ids, which)
const change = (id: number, list: number, state: string) =>
  world.db('postings').where({ message_id: id, list_id: list }).update({ state })

test('a message is read back as it is to be found: its lists by their numbers, its words, its people', async () => {
  const { listId, otherListId } = world
  const { id } = await world.post(
    mail({ 'Message-ID': '<1@x>', Subject: 'Crêpes', Cc: 'Bob <bob@asso.example>' }, 'À 18 h.\r\n'),
    { listIds: [otherListId, listId] },
  )
  const [found, ...others] = await read([id])
  expect(others).toEqual([])
  expect(found).toEqual({
    messageId: id,
    datedAt: expect.any(Date),
    lists: expect.toSatisfy((lists) => [listId, otherListId].every((one) => lists.includes(one))),
    subject: 'Crêpes',
    from: { name: 'Anne', address: 'anne@asso.example' },
    recipients: [
      { field: 'to', name: '', address: 'velo@asso.example' },
      { field: 'cc', name: 'Bob', address: 'bob@asso.example' },
    ],
    text: 'À 18 h.',
    files: [],
  })
})

test('what no list shows is left out, unless hidden messages are asked for too', async () => {
  const { listId, otherListId } = world
  const { id } = await world.post(mail({ 'Message-ID': '<2@x>' }), { listIds: [listId, otherListId] })
  await change(id, otherListId, 'hidden')
  expect(await read([id])).toMatchObject([{ lists: [listId] }])
  await change(id, listId, 'removed')
  expect(await read([id])).toEqual([])
  const [hidden] = await read([id], 'hidden too')
  expect(hidden!.lists.toSorted()).toEqual([listId, otherListId].toSorted())
})

test('the whole archive is walked through by numbers', async () => {
  const { id } = await world.post(mail({ 'Message-ID': '<3@x>' }))
  expect(await messagesAfter(world.db, id - 1, 10)).toEqual([id])
  expect(await messagesAfter(world.db, id, 10)).toEqual([])
})
