import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Directory, openDirectory } from '#lists/directory.ts'
import { changeList } from '#lists/list-changes.ts'
import { closeList } from '#lists/lists.ts'
import { rightsOn } from '#lists/rights.ts'
import { parseAddress } from '#mta/message/address.ts'
import { openLog } from '#store/log.ts'
import { type TestSite, testSite } from '../support/site.ts'
import { until } from '../support/until.ts'

let site: TestSite
let directory: Directory
beforeAll(async () => {
  site = await testSite()
  directory = await openDirectory(site.database, openLog('silent'))
})
afterAll(async () => {
  await directory.close()
  await site.close()
})

const address = (text: string) => parseAddress(text)!
const known = async (text: string) => (await directory.lookUp([address(text)])).get(address(text).text)

/** Statements that reach the database while something is asked. */
async function statements(ask: () => Promise<unknown>): Promise<number> {
  let count = 0
  const seen = () => {
    count++
  }
  site.database.db.on('query', seen)
  await ask()
  site.database.db.removeListener('query', seen)
  return count
}

test('what was asked once is answered from memory, also that there is no such address', async () => {
  const list = await site.list('bureau@velo15.example', 'discussion')
  const ask = async () => [
    await known('bureau@velo15.example'),
    await known('personne@velo15.example'),
    (await directory.lists([list.id])).get(list.id)?.list.title,
  ]
  // The announcement of the list itself may still be on its way: then it is asked once more.
  await until(async () => (await statements(ask)) === 0)
  expect(await ask()).toEqual([
    expect.objectContaining({ listId: list.id, intent: 'post' }),
    undefined,
    'bureau',
  ])
})

test('a change by anybody is seen at once', async () => {
  const list = await site.list('annonces@velo15.example', 'announce')
  const entry = async () => (await directory.lists([list.id])).get(list.id)
  await until(async () => (await entry())?.list.settings.tag === null)
  await site.database.db.transaction((tx) => changeList(tx, list, 'tag', 'Annonces'))
  await until(async () => (await entry())?.list.settings.tag === 'Annonces')
  await site.database.db.transaction((tx) => changeList(tx, list, 'post', 'open'))
  await until(async () => (await entry())?.postRules[0]?.who === 'anyone')
  await site.database.db.transaction((tx) => closeList(tx, list.id))
  await until(async () => (await entry()) === undefined)
  expect(await until(async () => (await known('annonces@velo15.example')) === undefined)).toBe(true)
})

test('who may read which archive is answered from memory, and a list that closes itself to strangers is closed at once', async () => {
  const list = await site.list('journal@velo15.example', 'public')
  const read = async () => {
    const archive = (await directory.archives()).at('journal@velo15.example')
    return archive && (await rightsOn(site.database.db, undefined, [archive]))[0]
  }
  await until(async () => (await read())?.isPublic === true)
  await until(async () => (await statements(read)) === 0)
  await site.database.db.transaction((tx) => changeList(tx, list, 'archive', 'private'))
  await until(async () => (await read())?.mayRead === false)
  await site.database.db.transaction((tx) => closeList(tx, list.id))
  await until(async () => (await read()) === undefined)
})

test('an address that was nobody’s is found once it is a list’s', async () => {
  expect(await known('nouvelle@velo15.example')).toBeUndefined()
  await site.list('nouvelle@velo15.example', 'discussion')
  await until(() => known('nouvelle@velo15.example'))
})

test('while announcements cannot be heard nothing is remembered', async () => {
  const { db } = site.database
  const list = await site.list('sourde@velo15.example', 'discussion')
  await until(async () => (await directory.lists([list.id])).has(list.id))
  await db.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen relais_lists%' and datname = current_database()`,
  )
  await until(async () => (await statements(() => directory.lists([list.id]))) > 0)
  expect((await directory.lists([list.id])).get(list.id)?.list.address).toBe('sourde@velo15.example')
})
