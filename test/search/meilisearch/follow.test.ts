import { afterEach, beforeEach, expect, test } from 'vitest'
import { endMirror, mirrorOf } from '#search/meilisearch/mirror.ts'
import { rebuild } from '#search/meilisearch/rebuild.ts'
import { SETTINGS } from '#search/meilisearch/settings.ts'
import { backlogOf, noteUpdates } from '#search/meilisearch/updates.ts'
import { until } from '#test/support/until.ts'
import { begin, INDEX, type Mirrored, mirrored } from './mirrored.ts'

let archive: Mirrored
let list: number
beforeEach(async () => {
  archive = await mirrored()
  list = await archive.makeList('jardin@quai.example')
})
afterEach(() => archive.close())

const waiting = async () => (await backlogOf(archive.db)).waiting
const ready = () => until(async () => (await mirrorOf(archive.db))?.state === 'ready')

test('at the first start the index is made of all that the archive has, set up in French and English', async () => {
  const ids = [await archive.file([list], 'un'), await archive.file([list], 'deux')]
  archive.follow()
  await ready()
  expect(archive.indexed()).toEqual(ids)
  await until(() => archive.standIn.indexes.size === 1)
  const [settings] = archive.standIn.asked('PATCH', /\/settings$/)
  expect(settings?.body).toEqual(SETTINGS)
  expect(settings?.body).toMatchObject({ localizedAttributes: [{ locales: ['fra', 'eng'] }] })
  const [created] = archive.standIn.asked('POST', /^\/indexes$/)
  expect(created?.body).toMatchObject({ primaryKey: 'id' })
})

test('what is filed later is told soon, in the lines that Meilisearch takes, and then forgotten', async () => {
  archive.follow()
  await ready()
  const id = await archive.file([list], 'Un vélo')
  await until(() => archive.indexed().includes(id))
  await until(async () => (await waiting()) === 0)
  const sent = archive.standIn.asked('POST', /\/documents\?primaryKey=id$/).at(-1)
  expect(sent?.headers['content-type']).toBe('application/x-ndjson')
  expect(sent?.body).toEqual([
    {
      id,
      at: expect.any(Number),
      month: '2026-01',
      lists: [list],
      author: 'anne@asso.example',
      kinds: [],
      words: expect.arrayContaining(['s:sujet', 'n:un', 'n:velo', 'f:anne', 'fx:anne@asso.example']),
      pairs: expect.arrayContaining(['n:un velo', `s:sujet ${id}`]),
    },
  ])
})

test('settings are sent again only where they differ', async () => {
  archive.follow()
  await ready()
  const before = archive.standIn.asked('PATCH', /\/settings$/).length
  archive.follow()
  await until(() => archive.standIn.asked('GET', /\/settings$/).length >= 3)
  expect(archive.standIn.asked('PATCH', /\/settings$/).length).toBe(before)
  const index = archive.standIn.index(INDEX)
  index.settings = { ...index.settings, typoTolerance: { enabled: true } }
  archive.follow()
  await until(() => archive.standIn.asked('PATCH', /\/settings$/).length > before)
})

test('a hidden posting, a removed one and a deleted message go from the index, a shown one comes back', async () => {
  archive.follow()
  await ready()
  const [hidden, deleted] = [await archive.file([list], 'a'), await archive.file([list], 'b')] as const
  await until(() => archive.indexed().length === 2)
  await archive.db('postings').where({ message_id: hidden }).update({ state: 'hidden' })
  await archive.db('messages').where({ id: deleted }).delete()
  await until(() => archive.indexed().length === 0)
  expect(archive.standIn.asked('POST', /\/documents\/delete-batch$/).flatMap(({ body }) => body)).toEqual(
    expect.arrayContaining([hidden, deleted]),
  )
  await archive.db('postings').where({ message_id: hidden }).update({ state: 'shown' })
  await until(() => archive.indexed().length === 1)
})

test('while Meilisearch is down nothing is lost and filing goes on; it catches up when it is back', async () => {
  archive.follow()
  await ready()
  archive.standIn.mode = 'down'
  const ids: number[] = []
  for (let n = 0; n < 5; n++) ids.push(await archive.file([list], `message ${n}`))
  const trouble = await until(async () => (await mirrorOf(archive.db))?.error)
  expect(trouble).toMatch(/unreachable/)
  expect(await waiting()).toBe(5)
  archive.standIn.mode = 'up'
  await until(() => archive.indexed().length === 5)
  expect(archive.indexed()).toEqual(ids)
  await until(async () => (await mirrorOf(archive.db))?.error === undefined)
})

test('it may be down from the very first start, refuse the key, or have a proxy in front that answers with HTML', async () => {
  archive.standIn.key = 'right'
  const id = await archive.file([list], 'un')
  archive.follow()
  expect(await until(async () => (await mirrorOf(archive.db))?.error)).toMatch(/refused.*invalid_api_key/)
  archive.standIn.key = undefined
  archive.standIn.mode = 'proxy'
  await until(async () => /not JSON/.test((await mirrorOf(archive.db))?.error ?? ''))
  archive.standIn.mode = 'failing'
  await until(async () => /failing.*internal/.test((await mirrorOf(archive.db))?.error ?? ''))
  archive.standIn.mode = 'up'
  await ready()
  expect(archive.indexed()).toEqual([id])
})

test('a batch whose task never ends keeps its messages: they are forgotten only when it has succeeded', async () => {
  archive.follow()
  await ready()
  archive.standIn.queue = 'stopped'
  const asked = archive.standIn.asked('GET', /^\/tasks\//).length
  await archive.file([list], 'un')
  await until(() => archive.standIn.asked('GET', /^\/tasks\//).length > asked + 3)
  expect(await waiting()).toBe(1)
  archive.standIn.queue = 'flowing'
  await until(async () => (await waiting()) === 0)
})

test('one message that is refused is put off with the reason; the others of its batch are told', async () => {
  await begin(archive)
  await rebuild(archive.rebuilding)
  const ids: number[] = []
  for (let n = 0; n < 9; n++) ids.push(await archive.file([list], `message ${n}`))
  const bad = ids[4]
  archive.standIn.spoil = (_, documents) =>
    documents.some(({ id }) => id === bad)
      ? { code: 'invalid_document_fields', message: 'No such field.' }
      : undefined
  await archive.catchUp()
  expect(archive.indexed()).toEqual(ids.filter((id) => id !== bad))
  expect(await backlogOf(archive.db)).toEqual({
    waiting: 1,
    refused: 1,
    error: expect.stringMatching(/No such field/),
  })
  // Later it is tried again, and taken.
  archive.standIn.spoil = () => undefined
  await archive.db('search_updates').update({ next_try: archive.db.fn.now() })
  await archive.catchUp()
  expect(archive.indexed()).toEqual(ids)
  expect(await waiting()).toBe(0)
})

test('a full disk is nobody’s message’s fault: all are kept and told later', async () => {
  await begin(archive)
  await rebuild(archive.rebuilding)
  await archive.file([list], 'un')
  await archive.file([list], 'deux')
  archive.standIn.spoil = () => ({ code: 'no_space_left_on_device', message: 'There is no more space left.' })
  await expect(archive.catchUp()).rejects.toMatchObject({ name: 'SearchAway', why: 'failing' })
  expect(await backlogOf(archive.db)).toEqual({ waiting: 2, refused: 0 })
  archive.standIn.spoil = () => undefined
  await archive.catchUp()
  expect(archive.indexed()).toHaveLength(2)
})

test('what a worker took and died with is taken again by another', async () => {
  await begin(archive)
  await rebuild(archive.rebuilding)
  const id = await archive.file([list], 'un')
  await archive.db.raw(`update search_updates set next_try = now() + interval '10 minutes'`)
  await archive.catchUp()
  expect(archive.indexed()).toEqual([])
  await archive.db.raw(`update search_updates set next_try = next_try - interval '11 minutes'`)
  await archive.catchUp()
  expect(archive.indexed()).toEqual([id])
})

test('an index that is lost, or whose documents are of another shape, is made anew', async () => {
  const id = await archive.file([list], 'un')
  await archive.follow().stop()
  const first = archive.follow()
  await ready()
  await first.stop()
  archive.standIn.indexes.clear()
  const second = archive.follow()
  await until(() => archive.indexed().includes(id))
  await ready()
  await second.stop()
  await archive.db('search_mirror').update({ shape: 'of a former version' })
  const sent = archive.standIn.asked('POST', /^\/swap-indexes$/).length
  archive.follow()
  await until(() => archive.standIn.asked('POST', /^\/swap-indexes$/).length > sent)
  await ready()
  expect(archive.indexed()).toEqual([id])
})

test('an index that is deleted while all else goes on is made anew, never half made by what is told next', async () => {
  const ids = [await archive.file([list], 'un')]
  archive.follow()
  await ready()
  archive.standIn.indexes.clear()
  ids.push(await archive.file([list], 'deux'))
  await until(() => archive.indexed().length === 2)
  expect(archive.indexed()).toEqual(ids)
  expect(archive.standIn.index(INDEX).settings).toMatchObject(SETTINGS)
})

test('without a second engine nothing is noted; one that is given up leaves nothing behind', async () => {
  await archive.file([list], 'un')
  expect(await waiting()).toBe(0)
  await begin(archive)
  await archive.db.transaction((tx) => noteUpdates(tx, [1, 2, 3]))
  expect(await waiting()).toBe(3)
  await endMirror(archive.db)
  expect(await waiting()).toBe(0)
  expect(await mirrorOf(archive.db)).toBeUndefined()
})
