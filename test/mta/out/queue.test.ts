import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDeliveries } from '#mta/out/claim.ts'
import { queueState, traceDeliveries } from '#mta/out/figures.ts'
import { cancelDeliveries, enqueue, retryDelivery } from '#mta/out/queue.ts'
import { settle } from '#mta/out/settle.ts'
import { rollTotals } from '#mta/out/totals.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openWorld, type World } from './world.ts'

let database: TestDatabase
let folder: string
let world: World
const nothing = { domains: [], copies: [] }

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const settled = { tried: 1, reply: '450 later', delayMs: 60_000 } as const

test('a post queues one delivery a person, with the address as written and the domain that is looked up', async () => {
  await world.people(2, 'AMI.example')
  await database.db('addresses').where({ written: 'P1@AMI.example' }).update({
    address: 'zoé@xn--caf-dma.example',
    written: 'Zoé@Café.example',
  })
  const id = await world.post()
  const rows = await database.db('deliveries').where({ message_id: id }).orderBy('domain')
  expect(rows.map(({ recipient, domain, state }) => ({ recipient, domain, state }))).toEqual([
    { recipient: 'P2@AMI.example', domain: 'AMI.example', state: 'queued' },
    { recipient: 'Zoé@xn--caf-dma.example', domain: 'xn--caf-dma.example', state: 'queued' },
  ])
})

test('queueing the same copy again, or the same message for a second list, reaches nobody twice', async () => {
  const people = await world.people(5)
  const id = await world.post({ to: people.slice(0, 3) })
  const [other] = await database
    .db('lists')
    .insert({ space_id: 1, address: 'b@x.example', list_id: 'b.x', title: 'B' })
    .returning('id')
  const copy = await database.db('copies').where({ message_id: id }).first()
  const made = (listId: number) =>
    database.db.transaction((tx) =>
      enqueue(
        tx,
        {
          messageId: id,
          listId,
          header: copy.header,
          body: copy.body,
          bodyOffset: 0,
          size: 10,
          eightBit: false,
          utf8: false,
          sending: 'personal',
          personal: {},
        },
        { sql: 'select person_id, id as address_id, written from addresses where id > ?', bindings: [0] },
      ),
    )
  expect(await made(other.id)).toBe(2)
  expect(await made(other.id)).toBe(0)
  expect(await made(world.listId)).toBe(0)
  expect(await database.db('copies').where({ message_id: id })).toHaveLength(2)
})

test('two people with one mailbox get one copy', async () => {
  const [first, second] = await world.people(2)
  await world.post({ to: [first!] })
  const { rows } = await database.db.raw('select id from addresses where person_id = ?', [first!])
  const made = await database.db.transaction(async (tx) =>
    enqueue(
      tx,
      {
        messageId: 1,
        listId: world.listId,
        header: Buffer.from(''),
        body: (await tx('copies').first()).body,
        bodyOffset: 0,
        size: 1,
        eightBit: false,
        utf8: false,
        sending: 'personal',
        personal: {},
      },
      {
        sql: 'select ?::bigint as person_id, id as address_id, written from addresses where id = ?',
        bindings: [second, rows[0].id],
      },
    ),
  )
  expect(made).toBe(0)
})

test('leaving a list cancels what waits from it, and nothing of other lists', async () => {
  const people = await world.people(3)
  const id = await world.post()
  const { db } = database
  const cancel = (listId?: number) =>
    db.transaction((tx) =>
      cancelDeliveries(tx, { personId: people[0]!, ...(listId && { listId }) }, 'left the list'),
    )
  expect(await cancel(world.listId + 1)).toBe(0)
  expect(await cancel(world.listId)).toBe(1)
  expect(await cancel()).toBe(0)
  expect(await world.states(id)).toEqual({ queued: 2, cancelled: 1 })
  const row = await db('deliveries').where({ person_id: people[0] }).first()
  expect(row).toMatchObject({ state: 'cancelled', reply: 'left the list' })
  expect(row.done_at).toBeInstanceOf(Date)
  expect(await retryDelivery(db, { messageId: id, id: row.id })).toBe(0)
})

test('who leaves while their copy is on its way is not tried again when it is deferred', async () => {
  const people = await world.people(3)
  const id = await world.post()
  const { db } = database
  const claimed = await claimDeliveries(db, 'me', 10, nothing)
  expect(claimed).toHaveLength(3)
  expect(await db.transaction((tx) => cancelDeliveries(tx, { personId: people[0]! }, 'erased'))).toBe(0)
  await db('exclusions').insert({ list_id: world.listId, person_id: people[1] })
  const group = claimed.map(
    (one) => ({ ...settled, table: 'deliveries', messageId: id, id: one.id, state: 'queued' }) as const,
  )
  await db.transaction((tx) => settle(tx, 'me', group))
  const rows = await db('deliveries').orderBy('person_id')
  expect(rows.map((row) => [row.state, row.done_at !== null])).toEqual([
    ['cancelled', true],
    ['cancelled', true],
    ['queued', false],
  ])
})

test('who leaves while their copy is on its way and arrives has got it', async () => {
  const people = await world.people(1)
  const id = await world.post()
  const { db } = database
  const [claimed] = await claimDeliveries(db, 'me', 10, nothing)
  await db.transaction((tx) => cancelDeliveries(tx, { personId: people[0]! }, 'left'))
  const group = [{ ...settled, table: 'deliveries', messageId: id, id: claimed!.id, state: 'sent' }] as const
  await db.transaction((tx) => settle(tx, 'me', group))
  expect(await world.states(id)).toEqual({ sent: 1 })
})

test('a delivery is held by one dispatcher only, and settled by that one only', async () => {
  await world.people(30)
  const id = await world.post()
  const { db } = database
  const claims = await db.transaction(async (tx) => {
    const first = await claimDeliveries(tx, 'a', 20, nothing)
    return [first, await claimDeliveries(db, 'b', 20, nothing)] // while the first has not committed
  })
  const ids = claims.flat().map((one) => one.id)
  expect(ids).toHaveLength(30)
  expect(new Set(ids).size).toBe(30)
  const group = ids.map(
    (one) => ({ ...settled, table: 'deliveries', messageId: id, id: one, state: 'sent' }) as const,
  )
  await db.transaction((tx) => settle(tx, 'stranger', group))
  expect(await world.states(id)).toEqual({ sending: 30 })
})

test('domains and copies of which enough is claimed are passed over', async () => {
  await world.people(3, 'lent.example', 'l')
  await world.people(2, 'vif.example', 'v')
  await world.post()
  await world.post()
  const { db } = database
  const claimed = await claimDeliveries(db, 'me', 10, { domains: ['lent.example'], copies: [1] })
  expect(claimed.map((one) => [one.domain, one.copyId])).toEqual([
    ['vif.example', 2],
    ['vif.example', 2],
  ])
})

test('a failed delivery that is named is taken up again, unless the person has left', async () => {
  const people = await world.people(2)
  const id = await world.post()
  const { db } = database
  await db('deliveries').update({ state: 'failed', done_at: db.fn.now(), reply: '550 no' })
  await db('exclusions').insert({ list_id: world.listId, person_id: people[0] })
  expect(await retryDelivery(db, { messageId: id })).toBe(1)
  expect(await world.states(id)).toEqual({ failed: 1, queued: 1 })
})

test('everything that waits can be made due now', async () => {
  await world.people(4)
  await world.post()
  const { db } = database
  await db('deliveries').update({ next_try: db.raw("now() + interval '3 hours'") })
  expect(await queueState(db)).toMatchObject({
    deliveries: { due: 0, later: 4, sending: 0 },
    oldestDueSeconds: 0,
  })
  expect(await retryDelivery(db, 'all waiting')).toBe(4)
  await db('deliveries').update({ next_try: db.raw("now() - interval '90 s'") })
  const state = await queueState(db)
  expect(state).toMatchObject({ deliveries: { due: 4, later: 0 }, notices: { due: 0, later: 0, sending: 0 } })
  expect(Math.round(state.oldestDueSeconds / 10)).toBe(9)
})

test('a message can be traced to each of its recipients', async () => {
  await world.people(2)
  const id = await world.post()
  await database
    .db('deliveries')
    .where({ recipient: 'P2@ami.example' })
    .update({ state: 'sent', tries: 1, reply: '250 ok' })
  const traced = await traceDeliveries(database.db, id)
  expect(
    traced.map(({ recipient, state, reply, nextTry }) => [recipient, state, reply, nextTry === null]),
  ).toEqual([
    ['P1@ami.example', 'queued', null, false],
    ['P2@ami.example', 'sent', '250 ok', true],
  ])
})

test('old details become daily totals by list and provider; running it twice counts once', async () => {
  await world.people(3, 'ami.example')
  await world.people(2, 'poste.example', 'q')
  const id = await world.post()
  const { db } = database
  await db('deliveries').update({ state: 'sent', done_at: '2026-01-02T23:30:00Z' })
  await db('deliveries').where({ recipient: 'P1@ami.example' }).update({ state: 'failed' })
  await db('deliveries').where({ recipient: 'Q1@poste.example' }).update({ state: 'queued', done_at: null })
  await db('deliveries').where({ recipient: 'Q2@poste.example' }).update({ done_at: '2026-03-01T00:00:00Z' })
  expect(await rollTotals(db, new Date('2026-02-01T00:00:00Z'))).toBe(3)
  expect(await rollTotals(db, new Date('2026-02-01T00:00:00Z'))).toBe(0)
  expect(await world.states(id)).toEqual({ queued: 1, sent: 1 })
  expect(await db('delivery_totals').select('day', 'provider', 'sent', 'failed', 'cancelled')).toEqual([
    { day: '2026-01-02', provider: 'ami.example', sent: 2, failed: 1, cancelled: 0 },
  ])
})
