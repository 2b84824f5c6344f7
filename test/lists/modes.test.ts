// Who gets which copy of a message, or has it wait for a digest: one of them, once, whatever they change meanwhile.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { planDigests, sendDigest } from '#lists/digests/send.ts'
import { changeList } from '#lists/list-changes.ts'
import type { List } from '#lists/lists.ts'
import { closeList, listById, updateList } from '#lists/lists.ts'
import type { Mode } from '#lists/modes.ts'
import { changeReceiving, leave, subscribe } from '#lists/subscriptions.ts'
import { Header } from '#mta/message/header.ts'
import { cancelCopies } from '#mta/out/queue.ts'
import { rollTotals } from '#mta/out/totals.ts'
import { mail } from '../support/mail.ts'
import { mailWithFiles } from '../support/mail-with-files.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
let list: List
let count = 0
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  list = await site.list(`liste${++count}@velo15.example`, 'discussion', 'anne@orange.example')
})

const db = () => site.database.db
const join = (address: string, mode: Mode, on = list) =>
  db().transaction((tx) => subscribe(tx, on, { address, mode, source: 'own', evidence: 'confirmed' }))
const personOf = async (address: string): Promise<number> =>
  (await db()('addresses').where({ address }).first()).person_id
const change = async (address: string, what: Parameters<typeof changeReceiving>[3]) =>
  db().transaction(async (tx) => changeReceiving(tx, list, await personOf(address), what))
async function post(subject: string, to = [list.address], bytes?: Buffer): Promise<number> {
  const fields = { From: 'Anne <anne@orange.example>', To: to.join(', '), Subject: subject }
  await site.receive(bytes ?? mail(fields), to)
  await site.work()
  return (await db()('messages').orderBy('id', 'desc').first('id')).id
}
/** « recipient state kind », of a message. */
const deliveries = async (messageId: number): Promise<string[]> =>
  (
    await db()('deliveries as d')
      .join('copies as c', 'c.id', 'd.copy_id')
      .where('d.message_id', messageId)
      .select('d.recipient', 'd.state', 'd.digest', 'c.kind')
  )
    .map(({ recipient, state, digest, kind }) => `${recipient.split('@')[0]} ${state} ${digest ?? kind}`)
    .toSorted()
const later = () => new Date(Date.now() + 60_000)
const send = (on = list) => sendDigest(site.ground, on.id, later())

test('each way of receiving has one delivery of its own kind; who wants no mail has none', async () => {
  const modes: Mode[] = ['each', 'without-files', 'notices', 'digest', 'digest-plain', 'titles', 'none']
  for (const mode of modes) await join(`${mode}@ami.example`, mode)
  const bytes = mailWithFiles(
    { From: 'Anne <anne@orange.example>', To: list.address, Subject: 'Affiche' },
    'Voici.',
    [{ name: 'a.pdf', type: 'application/pdf', bytes: Buffer.alloc(20_000) }],
  )
  expect(await deliveries(await post('Affiche', [list.address], bytes))).toEqual([
    'anne queued whole',
    'digest waiting digest',
    'digest-plain waiting digest-plain',
    'each queued whole',
    'notices queued notice',
    'titles waiting titles',
    'without-files queued without-files',
  ])
})

test('a digest leaves under its last message, and is not made twice', async () => {
  await join('zoe@ami.example', 'digest')
  const [one, two] = [await post('Un'), await post('Deux')]
  expect(await send()).toBe(1)
  expect(await deliveries(one)).toEqual(['anne queued whole', 'zoe gathered digest'])
  expect(await deliveries(two)).toEqual(['anne queued whole', 'zoe queued digest'])
  expect(await send()).toBe(0)
  expect(await db()('copies').where({ list_id: list.id, kind: 'digest' })).toHaveLength(1)
})

test('a person gets a message once: at once from any list rather than in the digest of another', async () => {
  const other = await site.list(`autre${count}@velo15.example`, 'discussion', 'anne@orange.example')
  await join('zoe@ami.example', 'digest')
  await join('zoe@ami.example', 'each', other)
  await join('luc@ami.example', 'digest')
  await join('luc@ami.example', 'titles', other)
  const id = await post('Aux deux', [list.address, other.address])
  expect(await deliveries(id)).toEqual(['anne queued whole', 'luc waiting digest', 'zoe queued whole'])
  expect([await send(), await send(other)]).toEqual([1, 0])
})

test('who changes their way in the middle of the day misses nothing and gets nothing twice', async () => {
  await join('zoe@ami.example', 'each')
  const one = await post('Un')
  await change('zoe@ami.example', { mode: 'digest' })
  const two = await post('Deux')
  await change('zoe@ami.example', { mode: 'titles' })
  await change('zoe@ami.example', { mode: 'each' })
  const three = await post('Trois')
  expect((await deliveries(one))[1]).toBe('zoe queued whole')
  expect((await deliveries(two))[1]).toBe('zoe waiting titles')
  expect((await deliveries(three))[1]).toBe('zoe queued whole')
  expect(await send()).toBe(1)
  expect((await deliveries(two))[1]).toBe('zoe queued titles')
})

test('a way that somebody chooses while the copies are being made is served with the whole message', async () => {
  const one = site.ground.archive.prepare
  const archive = {
    ...site.ground.archive,
    file: async (...all: Parameters<typeof site.ground.archive.file>) => {
      await join('tard@ami.example', 'digest')
      return await site.ground.archive.file(...all)
    },
  }
  const { seeToArrival } = await import('#lists/arrival.ts')
  await site.receive(mail({ From: 'Anne <anne@orange.example>', To: list.address, Subject: 'Vite' }), [
    list.address,
  ])
  const arrival = await db()('arrivals').whereNull('done_at').first('id')
  await seeToArrival({ ...site.ground, archive: { ...archive, prepare: one } }, arrival.id)
  const { id } = await db()('messages').orderBy('id', 'desc').first('id')
  expect(await deliveries(id)).toEqual(['anne queued whole', 'tard queued whole'])
})

test('own posts, pauses and leaving hold for digests too', async () => {
  for (const name of ['zoe', 'part', 'pause']) await join(`${name}@ami.example`, 'digest')
  await change('zoe@ami.example', { ownPosts: false })
  const bytes = mail({ From: 'Zoé <zoe@ami.example>', To: list.address, Subject: 'De Zoé' })
  const hers = await post('De Zoé', [list.address], bytes)
  expect(await deliveries(hers)).toEqual(['anne queued whole', 'part waiting digest', 'pause waiting digest'])
  await db().transaction(async (tx) => leave(tx, list.id, await personOf('part@ami.example'), 'confirmed'))
  await change('pause@ami.example', { pausedThrough: 'open' })
  const during = await post('Pendant la pause')
  await change('pause@ami.example', { pausedThrough: null })
  expect(await deliveries(hers)).toEqual([
    'anne queued whole',
    'part cancelled digest',
    'pause cancelled digest',
  ])
  expect(await deliveries(during)).toEqual(['anne queued whole', 'zoe waiting digest'])
})

test('who leaves between the making of a digest and its sending does not get it', async () => {
  await join('zoe@ami.example', 'digest')
  const one = await post('Un')
  await send()
  await db().transaction(async (tx) => leave(tx, list.id, await personOf('zoe@ami.example'), 'confirmed'))
  expect(await deliveries(one)).toEqual(['anne queued whole', 'zoe cancelled digest'])
})

test('what the list no longer shows, and who it no longer reaches, is left out of digests', async () => {
  for (const name of ['zoe', 'plein']) await join(`${name}@ami.example`, 'digest')
  const [one, two] = [await post('Un'), await post('Deux')]
  await db()('postings').where({ message_id: two }).update({ state: 'removed' })
  await db()('addresses').where({ address: 'plein@ami.example' }).update({ receives: false })
  expect(await send()).toBe(1)
  expect(await deliveries(one)).toEqual(['anne queued whole', 'plein cancelled digest', 'zoe queued digest'])
  expect(await deliveries(two)).toEqual([
    'anne queued whole',
    'plein cancelled digest',
    'zoe cancelled digest',
  ])
})

test('what its author takes back while a digest is made is in none, and nothing else is lost', async () => {
  await join('zoe@ami.example', 'digest')
  const [one, two] = [await post('Un'), await post('Deux')]
  const { archived } = site.ground
  const meanwhile: typeof archived = {
    ...archived,
    shown: async (...asked) => {
      const shown = await archived.shown(...asked)
      await db().transaction(async (tx) => {
        await tx('postings').where({ message_id: two }).update({ state: 'removed' })
        await cancelCopies(tx, { messageId: two, listId: list.id }, 'taken back')
      })
      return shown
    },
  }
  await expect(sendDigest({ ...site.ground, archived: meanwhile }, list.id, later())).rejects.toThrow(
    'taken back',
  )
  expect(await send()).toBe(1)
  expect(await deliveries(one)).toContain('zoe queued digest')
  expect(await deliveries(two)).toContain('zoe cancelled digest')
})

test('taking a message back leaves a digest alone that is on its way', async () => {
  await join('zoe@ami.example', 'digest')
  const one = await post('Un')
  await send()
  await db().transaction((tx) => cancelCopies(tx, { messageId: one, listId: list.id }, 'taken back'))
  expect(await deliveries(one)).toEqual(['anne cancelled whole', 'zoe queued digest'])
})

test('who comes back after leaving in a pause receives', async () => {
  await join('zoe@ami.example', 'each')
  await change('zoe@ami.example', { pausedThrough: 'open' })
  await db().transaction(async (tx) => leave(tx, list.id, await personOf('zoe@ami.example'), 'confirmed'))
  await join('zoe@ami.example', 'each')
  expect(await deliveries(await post('Retour'))).toContain('zoe queued whole')
})

test('what is too much for one mail leaves in several, each numbered', async () => {
  await join('zoe@ami.example', 'digest')
  for (let n = 1; n <= 26; n++) await post(`Message ${n}`)
  expect(await send()).toBe(2)
  const copies = await db()('copies').where({ list_id: list.id, kind: 'digest' }).orderBy('id')
  const subjects = copies.map(({ header }) => Header.parse(header).header.text('Subject'))
  expect(subjects).toEqual([
    expect.stringMatching(/ 26 messages .*\(1\/2\)$/),
    expect.stringMatching(/\(2\/2\)$/),
  ])
  const counts = await db()('deliveries')
    .where({ list_id: list.id, digest: 'digest' })
    .groupBy('state')
    .select('state')
    .count('* as n')
  expect(Object.fromEntries(counts.map(({ state, n }) => [state, n]))).toEqual({ gathered: 24, queued: 2 })
})

test('people of one language with the same messages share one digest', async () => {
  for (const name of ['zoe', 'luc', 'john']) await join(`${name}@ami.example`, 'digest')
  await db()('people')
    .where({ id: await personOf('john@ami.example') })
    .update({ language: 'en' })
  await post('Un')
  expect(await send()).toBe(3)
  const copies = await db()('copies').where({ list_id: list.id, kind: 'digest' }).orderBy('id')
  expect(copies.map(({ header }) => Header.parse(header).header.text('Content-Language'))).toEqual([
    'fr',
    'en',
  ])
})

test('digests are made once the hour of the list has come since something waits, there where the list is', async () => {
  await db().transaction((tx) =>
    updateList(tx, list.id, { settings: { digestHour: 6, timeZone: 'Asia/Tokyo' } }),
  )
  await join('zoe@ami.example', 'digest')
  const id = await post('Un')
  const at = async (created: string, now: string) => {
    await db()('deliveries').where({ message_id: id, state: 'waiting' }).update({ created_at: created })
    const planned = await planDigests(site.ground, new Date(now))
    const { rows } = await db().raw(`select payload from graphile_worker._private_jobs j where key = ?`, [
      `digest-${list.id}`,
    ])
    return planned > 0 && rows.length > 0 ? rows[0].payload.before : 'nothing'
  }
  // 6 o’clock in Tokyo is 21:00 UTC.
  expect(await at('2026-11-21T20:00:00Z', '2026-11-21T20:59:00Z')).toBe('nothing')
  expect(await at('2026-11-21T21:10:00Z', '2026-11-22T20:59:00Z')).toBe('nothing')
  expect(await at('2026-11-21T20:00:00Z', '2026-11-21T21:05:00Z')).toBe('2026-11-21T21:00:00.000Z')
  // The server slept: the next look makes up for it.
  expect(await at('2026-11-20T20:00:00Z', '2026-11-25T12:00:00Z')).toBe('2026-11-24T21:00:00.000Z')
})

test('the hour of digests is a setting of the list', async () => {
  await db().transaction((tx) => changeList(tx, list, 'digest-hour', '18'))
  expect((await listById(db(), list.id))?.settings.digestHour).toBe(18)
  const change = (value: string) => db().transaction((tx) => changeList(tx, list, 'digest-hour', value))
  await expect(change('24')).rejects.toThrow('digest-hour=24')
  await expect(change('midi')).rejects.toThrow('digest-hour=midi')
})

test('a digest of a batched list leaves for many at once', async () => {
  await db().transaction((tx) => updateList(tx, list.id, { settings: { delivery: 'batched' } }))
  for (const name of ['zoe', 'luc']) await join(`${name}@ami.example`, 'titles')
  await post('Un')
  expect(await send()).toBe(2)
  expect(await db()('copies').where({ list_id: list.id, kind: 'digest' }).pluck('sending')).toEqual([
    'batched',
  ])
})

test('what a digest gathered is counted and forgotten like what was sent', async () => {
  await join('zoe@ami.example', 'digest')
  const one = await post('Un')
  await post('Deux')
  await send()
  await rollTotals(db(), later())
  expect(await deliveries(one)).toEqual(['anne queued whole'])
})

test('what waits of a list that was closed is dropped', async () => {
  await join('zoe@ami.example', 'digest')
  const id = await post('Un')
  await db().transaction((tx) => closeList(tx, list.id))
  expect(await send()).toBe(0)
  expect((await deliveries(id))[1]).toBe('zoe cancelled digest')
})
