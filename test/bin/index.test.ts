import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mboxOf } from '../archive/import/mail-of-years.ts'
import { StandIn } from '../search/meilisearch/stand-in/server.ts'
import { until } from '../support/until.ts'
import { type Instance, openCommands, openInstance } from './relais.ts'
import { searchEntries } from './search-entries.ts'

const list = 'velo@relais.example'
const count = 600

let here: Instance
beforeAll(async () => {
  here = await openInstance()
  await writeFile(join(here.folder, 'old.mbox'), mboxOf(count))
  await here.relais('space', 'create', 'velo15', '--name', 'Vélo 15')
  await here.relais('list', 'create', list, '--space', 'velo15')
  await here.relais('import', 'mbox', list, 'old.mbox')
}, 120_000)
afterAll(() => here?.close())

const total = async (query: string) => (await here.relaisJson<{ total: number }>('search', query)).total
/** What `check` says and how it ends. */
const check = async (...words: string[]) =>
  await here.relais('index', 'check', ...words).then(
    (said) => ({ said, code: 0 }),
    (error: { stdout: string; code: number }) => ({ said: error.stdout, code: error.code }),
  )
const idOf = async (n: number): Promise<number> =>
  (
    await here
      .db('messages')
      .where({ message_id: `n${n}@asso.example` })
      .first('id')
  ).id

test('an index that has all that the archive shows is sound', async () => {
  expect(await check()).toEqual({
    said: `PostgreSQL finds all ${count} messages where they are shown\n`,
    code: 0,
  })
  expect(JSON.parse((await check('--json')).said)).toEqual([
    { engine: 'postgres', checked: count, missing: [], stray: [] },
  ])
})

test('what the index lacks or has in the wrong place is named, and made good by making it anew', async () => {
  const before = await searchEntries(here.db)
  const [lost, elsewhere, hidden] = [await idOf(17), await idOf(18), await idOf(19)]
  await here.db('search_entries').where({ message_id: lost }).delete()
  await here.db.raw(`update search_entries set lists = lists || 77::bigint where message_id = ?`, [elsewhere])
  await here.db.raw(`update search_entries set words = ' x ' where message_id = ?`, [hidden])
  expect(await total('tandem17')).toBe(0)
  const { said, code } = await check()
  expect(code).toBe(1)
  expect(said).toBe(
    [
      `PostgreSQL, of ${count} messages that are shown:`,
      '  not found where they are shown: 1',
      '    <n17@asso.example>',
      '  found where they are not shown: 1',
      '    <n18@asso.example>',
      '  to mend it: relais index rebuild',
      '',
    ].join('\n'),
  )
  expect(JSON.parse((await check('--json')).said)).toMatchObject([{ missing: [lost], stray: [elsewhere] }])
  expect(await here.relais('index', 'rebuild')).toBe(`${count} messages indexed anew\n`)
  expect((await check()).code).toBe(0)
  expect(await total('tandem17')).toBe(1)
  expect(await searchEntries(here.db)).toEqual(before)
})

test('a message that its list does not show for the moment is found again once it is shown', async () => {
  const id = await idOf(20)
  const show = (state: string) => here.db('postings').where({ message_id: id }).update({ state })
  await show('hidden')
  await here.relais('index', 'rebuild')
  expect(await total('tandem20')).toBe(0)
  await show('shown')
  expect(await here.relaisJson('search', 'tandem20', '--list', list)).toMatchObject({ total: 1 })
})

test('interrupted it goes on from where it was told to; killed, it is run again', async () => {
  const before = await searchEntries(here.db)
  const [first, last] = [await idOf(1), await idOf(count - 1)]
  const middle = Math.floor((first + last) / 2)
  await here.db('search_entries').delete()
  expect(await here.relaisJson('index', 'rebuild', '--after', String(middle))).toMatchObject({
    messages: expect.toSatisfy((n) => n > 0 && n < count),
  })
  expect(JSON.parse((await check('--json')).said)[0].missing).toContain(first)
  const some = until(async () => (await here.db('search_entries').where({ message_id: first })).length > 0)
  await here.relaisUntil(some, 'index', 'rebuild')
  expect(await here.relaisJson('index', 'rebuild')).toEqual({ messages: count, filesWaiting: 0 })
  expect(await searchEntries(here.db)).toEqual(before)
})

test('files that nobody has read yet are read by the server later', async () => {
  const { rows } = await here.db.raw(
    `update attachments set extracted = null, unread = null
      where message_id = (select min(message_id) from attachments where extracted is not null) returning message_id`,
  )
  expect(await here.relais('index', 'rebuild')).toContain('whose files have not been read yet: 1;')
  await here.relais('index', 'rebuild')
  const jobs = await here.db('graphile_worker._private_jobs').select('payload')
  expect(jobs).toEqual([{ payload: { messageId: rows[0].message_id } }])
})

test('with Meilisearch its index is compared and made anew too', async () => {
  const standIn = new StandIn()
  const url = await standIn.open()
  onTestFinished(() => standIn.close())
  const env = { DATABASE_URL: here.databaseUrl, RELAIS_SEARCH: url.replace('http', 'meilisearch') }
  const both = await openCommands(env)
  onTestFinished(both.close)
  const compared = () => both.relais('index', 'check').catch((error: { stdout: string }) => error.stdout)
  expect(await compared()).toContain('Meilisearch cannot be asked: Search is away: not-ready')
  const rebuilt = await both.relaisJson('index', 'rebuild')
  expect(rebuilt).toMatchObject({ messages: count, meilisearch: count })
  expect(await compared()).toContain(`Meilisearch finds all ${count} messages where they are shown`)
  const lost = await idOf(30)
  standIn.index('relais_relais_example').documents.delete(lost)
  standIn.index('relais_relais_example').documents.set(10_000_000, { id: 10_000_000, lists: [1] })
  const said = await compared()
  expect(said).toContain('  not found where they are shown: 1\n    <n30@asso.example>')
  expect(said).toContain('    number 10000000, which there is none')
  await both.relais('index', 'rebuild')
  expect(await compared()).not.toContain('to mend it')
  standIn.mode = 'down'
  await expect(both.relais('index', 'rebuild')).rejects.toThrow(
    'PostgreSQL’s index is made anew; that of Meili',
  )
}, 90_000)
