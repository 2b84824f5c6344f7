import { afterEach, beforeEach, expect, test } from 'vitest'
import { mirrorOf } from '#search/meilisearch/mirror.ts'
import { RebuildUnderWay, rebuild } from '#search/meilisearch/rebuild.ts'
import { backlogOf } from '#search/meilisearch/updates.ts'
import { holdLease } from '#store/leases.ts'
import { until } from '#test/support/until.ts'
import { begin, INDEX, type Mirrored, mirrored } from './mirrored.ts'

let archive: Mirrored
let list: number
beforeEach(async () => {
  archive = await mirrored()
  list = await archive.makeList('jardin@quai.example')
  await begin(archive)
})
afterEach(() => archive.close())

const file = async (count: number): Promise<number[]> => {
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push(await archive.file([list], `message ${n}`))
  return ids
}

test('the new index is made aside, swapped in one request, and the old one is deleted', async () => {
  const ids = await file(3)
  await rebuild(archive.rebuilding)
  const swaps = archive.standIn.asked('POST', /^\/swap-indexes$/)
  expect(swaps).toHaveLength(1)
  expect(swaps[0]?.body).toEqual([
    { indexes: [INDEX, expect.stringMatching(/^relais_test__[0-9a-z]+$/)], rename: false },
  ])
  expect([...archive.standIn.indexes.keys()]).toEqual([INDEX])
  expect(archive.indexed()).toEqual(ids)
  expect(await mirrorOf(archive.db)).toEqual({ shape: archive.rebuilding.shape, state: 'ready' })
})

test('messages are sent in groups, and progress is told', async () => {
  const ids = await file(205)
  const progress: number[] = []
  expect(await rebuild({ ...archive.rebuilding, onProgress: (sent) => progress.push(sent) })).toBe(205)
  expect(progress).toEqual([100, 200, 205])
  const sizes = archive.standIn.asked('POST', /\/documents\?/).map(({ body }) => (body as unknown[]).length)
  expect(sizes).toEqual([100, 100, 5])
  expect(archive.indexed()).toEqual(ids)
})

test('while it is made the old index goes on answering, and both are told what changes: nothing is missed', async () => {
  const before = await file(250)
  await rebuild(archive.rebuilding)
  await archive.catchUp()
  const during: number[] = []
  const seen: number[] = []
  await rebuild({
    ...archive.rebuilding,
    onProgress: () => {
      seen.push(archive.indexed().length)
    },
    messagesAfter: async (db, id, limit) => {
      // In the middle of the making a message is filed and one is hidden, before and after the place that is reached.
      if (id === before[99]) {
        during.push(...(await file(1)))
        await archive.db('postings').where({ message_id: before[0] }).update({ state: 'hidden' })
        await archive.db('postings').where({ message_id: before[240] }).update({ state: 'hidden' })
        await archive.catchUp()
      }
      return await archive.rebuilding.messagesAfter(db, id, limit)
    },
  })
  const wanted = [...before, ...during].filter((id) => id !== before[0] && id !== before[240])
  expect(archive.indexed()).toEqual(wanted)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(249)
  expect((await backlogOf(archive.db)).waiting).toBe(0)
})

test('what is changed and not told yet is told to the new index after the swap', async () => {
  const [first] = await file(2)
  await rebuild(archive.rebuilding)
  await archive.db('postings').where({ message_id: first }).update({ state: 'hidden' })
  const [late] = await file(1)
  await rebuild(archive.rebuilding)
  await archive.catchUp()
  expect(archive.indexed()).not.toContain(first)
  expect(archive.indexed()).toContain(late)
})

test('a making that fails leaves the old index in place and answering, and nothing half made', async () => {
  const ids = await file(2)
  await rebuild(archive.rebuilding)
  archive.standIn.spoil = (type) =>
    type === 'indexSwap' ? { code: 'internal', message: 'An internal error has occurred.' } : undefined
  await expect(rebuild(archive.rebuilding)).rejects.toMatchObject({ name: 'SearchAway', why: 'failing' })
  expect(await mirrorOf(archive.db)).toMatchObject({ state: 'ready' })
  expect((await mirrorOf(archive.db))?.building).toBeUndefined()
  archive.standIn.spoil = () => undefined
  await until(() => archive.standIn.asked('DELETE', /^\/indexes\//).length >= 2)
  await archive.catchUp()
  expect(archive.indexed()).toEqual(ids)
})

test('two processes don’t make it at once; what a dead one left is cleared away', async () => {
  await file(1)
  const lease = await holdLease(archive.database, 'another process')
  await archive.db('search_mirror').update({ building: 'relais_test__left', builder: lease.id })
  await expect(rebuild(archive.rebuilding)).rejects.toBeInstanceOf(RebuildUnderWay)
  await lease.release()
  const server = archive.rebuilding.server.telling
  await server.createIndex('relais_test__left').waitTask()
  await rebuild(archive.rebuilding)
  await until(() => archive.standIn.indexes.size === 1)
  expect((await mirrorOf(archive.db))?.building).toBeUndefined()
})

test('a message that is refused keeps no other from the new index', async () => {
  const ids = await file(3)
  const bad = ids[1]
  archive.standIn.spoil = (_, documents) =>
    documents.some(({ id }) => id === bad) ? { code: 'invalid_document_fields', message: 'No.' } : undefined
  await rebuild(archive.rebuilding)
  await archive.catchUp()
  expect(archive.indexed()).toEqual(ids.filter((id) => id !== bad))
  expect(await backlogOf(archive.db)).toMatchObject({ refused: 1 })
})
