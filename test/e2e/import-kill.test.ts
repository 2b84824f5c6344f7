// Power cuts in the middle of an import: run again, it ends in the same archive as one that nothing disturbed.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect, openDatabase } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { mboxOf } from '../archive/import/mail-of-years.ts'
import { type Instance, openCommands, openInstance } from '../bin/relais.ts'
import { searchEntries } from '../bin/search-entries.ts'
import { archiveContent } from '../support/archive-content.ts'
import { until } from '../support/until.ts'

const list = 'velo@relais.example'
const mails = 4_000
/** The import is cut once so many mails are in, and so often more as they come in while it is cut. */
const cutsAt = [1, 900, 2_100, 3_200]

let whole: Instance
let cut: Instance

beforeAll(async () => {
  ;[whole, cut] = await Promise.all([openInstance(), openInstance()])
  const mbox = mboxOf(mails)
  for (const instance of [whole, cut]) {
    await writeFile(join(instance.folder, 'old.mbox'), mbox)
    await instance.relais('space', 'create', 'velo15', '--name', 'Vélo 15')
    await instance.relais('list', 'create', list, '--space', 'velo15')
  }
}, 120_000)
afterAll(async () => {
  await whole?.close()
  await cut?.close()
})

const command = ['import', 'mbox', list, 'old.mbox'] as const

async function added({ db }: Pick<Instance, 'db'>): Promise<number> {
  const { rows } = await db.raw('select coalesce(sum(added), 0)::int as n from imports')
  return rows[0].n
}

test('an import killed again and again ends in the same archive as one that was not', async () => {
  expect(await whole.relaisJson(...command)).toMatchObject({ added: mails, known: 0, leftovers: 0 })
  const seen: number[] = []
  for (const at of cutsAt) {
    const stop = until(async () => (await added(cut)) >= at, 60_000)
    expect(await cut.relaisUntil(stop, ...command)).toBe('killed')
    seen.push(await added(cut))
  }
  expect(seen.every((n) => n < mails)).toBe(true)
  expect(await cut.relaisJson(...command)).toMatchObject({ added: mails, known: 0, leftovers: 0 })
  console.info(`killed with ${seen.join(', ')} of ${mails} mails imported`)

  const [one, other] = await Promise.all([whole, cut].map(({ db, blobs }) => archiveContent(db, blobs, list)))
  expect(one!.postings).toHaveLength(mails)
  expect(one!.broken).toEqual([])
  expect(other).toEqual(one)
  const entries = await searchEntries(whole.db)
  expect(entries.filter(({ words }) => words.includes(' tandem17 '))).toHaveLength(1)
  expect(await searchEntries(cut.db)).toEqual(entries)
  expect(await cut.relaisJson('import', 'list')).toMatchObject([
    { added: mails, finishedAt: expect.any(String) },
  ])
}, 180_000)

test('killed with its own PostgreSQL, it ends in the same archive too', async () => {
  const own = await openCommands()
  onTestFinished(own.close)
  await writeFile(join(own.folder, 'old.mbox'), mboxOf(mails))
  await own.relais('space', 'create', 'velo15', '--name', 'Vélo 15')
  await own.relais('list', 'create', list, '--space', 'velo15')
  // At its socket, from outside: a command that asked would be starting while the import comes to its end.
  const socket = { host: join(own.folder, 'postgresql', 'socket'), user: 'relais', database: 'relais' }
  const looker = connect(socket, openLog('silent'), 'command')
  onTestFinished(looker.close)
  const isUnderWay = async () => (await added(looker).catch(() => 0)) > 0 // it may be starting
  expect(await own.relaisUntil(until(isUnderWay, 60_000), ...command)).toBe('killed')
  const [before] = await own.relaisJson<{ added: number; finishedAt: null }[]>('import', 'list')
  expect(before!.finishedAt).toBeNull()
  console.info(`killed with ${before!.added} of ${mails} mails imported`)
  expect(await own.relaisJson(...command)).toMatchObject({ added: mails, known: 0, leftovers: 0 })

  const { db, close } = await openDatabase(own.settings, openLog('warn'), { intent: 'command' })
  onTestFinished(close)
  expect(await archiveContent(db, own.blobs, list)).toEqual(await archiveContent(whole.db, whole.blobs, list))
  expect(await searchEntries(db)).toEqual(await searchEntries(whole.db))
}, 180_000)

test('nobody is written to, and nothing is left lying about', async () => {
  const { rows } = await cut.db.raw(
    `select (select count(*) from deliveries) + (select count(*) from notices) + (select count(*) from outbox) as sent,
            (select count(*) from messages m where not exists (select from postings p where p.message_id = m.id)) as lost,
            (select count(*) from search_entries e where not exists (select from messages m where m.id = e.message_id)) as stale`,
  )
  expect(rows).toEqual([{ sent: 0, lost: 0, stale: 0 }])
})
