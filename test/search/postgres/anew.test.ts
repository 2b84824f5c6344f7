// The index made anew while mail comes, goes and is asked for.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { messagesAfter, searchables } from '#archive/searchable.ts'
import type { SearchEngine } from '#search/engine.ts'
import { indexAnew } from '#search/postgres/anew.ts'
import { parseQuery } from '#search/query/parse.ts'
import { type ArchiveWorld, archiveWorld, mail } from '#test/archive/archive-world.ts'
import { searchOn } from '#test/support/search.ts'
import { until } from '#test/support/until.ts'

let world: ArchiveWorld
let engine: SearchEngine
beforeEach(async () => {
  world = await archiveWorld()
  engine = searchOn(world.db, world.blobs)
})
afterEach(() => world.close())

const going = new AbortController().signal
const renew = (progress: () => void = () => undefined, signal = going) => {
  const { db, blobs } = world
  const entries: Parameters<typeof indexAnew>[0]['entries'] = (tx, ids) =>
    searchables(tx, blobs, ids, 'hidden too')
  return indexAnew({ db, engine, messagesAfter, entries }, { after: 0, signal, onProgress: progress })
}

const post = async (name: string) =>
  (await world.post(mail({ 'Message-ID': `<${name}@x>` }, 'Un vélo\r\n'))).id

async function found(): Promise<number> {
  const query = parseQuery('vélo').query
  const asked = { query, lists: 'all', timeZone: 'Europe/Paris', sort: 'date', limit: 5, offset: 0 } as const
  return (await engine.find({ ...asked, count: 'exact' })).total
}

/** Connections that wait for another one's lock. */
const waiting = async () => {
  const { rows } = await world.db.raw(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}

test('while the index is made anew everything in it is found', async () => {
  for (let n = 0; n < 450; n++) await post(`m${n}`)
  await renew()
  await world.db.raw(`update search_entries set words = words || ' x '`) // so that each is written again
  const seen = new Set<number>()
  const making = renew()
  let asking = true
  const asker = (async () => {
    while (asking) seen.add(await found())
  })()
  expect(await making).toMatchObject({ messages: 450 })
  asking = false
  await asker
  expect([...seen]).toEqual([450])
  expect(await engine.compare({ first: 1, last: 1_000 })).toMatchObject({ missing: [], stray: [] })
}, 60_000)

test('what changes at that very moment is not undone', async () => {
  const id = await post('hidden')
  await renew()
  const hiding = await world.db.transaction()
  await hiding('postings').where({ message_id: id }).update({ state: 'hidden' })
  const making = renew()
  await until(waiting)
  await hiding.commit()
  await making
  expect(await world.db('search_entries').where({ message_id: id }).pluck('lists')).toEqual([[]])
  expect(await found()).toBe(0)
})

test('it waits for a long transaction rather than making it fail, and stops when it is told to', async () => {
  const [first] = [await post('one'), await post('two')]
  await renew()
  const holding = await world.db.transaction()
  await holding('search_entries').where({ message_id: first }).forUpdate().select('part')
  const making = renew()
  await until(waiting)
  await holding.raw('select pg_sleep(0.7)')
  await holding.commit()
  expect(await making).toMatchObject({ messages: 2 })
  const stopping = new AbortController()
  stopping.abort()
  expect(await renew(undefined, stopping.signal)).toEqual({ messages: 0, last: 0 })
})

test('what no list has any more is taken out', async () => {
  const id = await post('gone')
  await renew()
  await world.db('postings').where({ message_id: id }).delete()
  await renew()
  expect(await world.db('search_entries').where({ message_id: id })).toEqual([])
})
