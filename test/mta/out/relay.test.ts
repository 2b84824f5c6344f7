import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher, DispatcherOptions } from '#mta/out/dispatcher.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openSink, type Sink } from '../../support/sink.ts'
import { openWorld, until, type World } from './world.ts'

let database: TestDatabase
let folder: string
let world: World
let sink: Sink
const dispatchers: Dispatcher[] = []

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
  sink = await openSink()
})
afterEach(async () => {
  for (const one of dispatchers.splice(0)) await one.stop()
  await sink.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function start(variables: Record<string, string> = {}, more: Partial<DispatcherOptions> = {}) {
  const settings = world.settings({ RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`, ...variables })
  const dispatcher = await world.dispatcher(settings, more)
  dispatchers.push(dispatcher)
  return dispatcher
}
const batched = { sending: 'batched' } as const

test('every subscriber gets a personal copy with their own return path and unsubscribe link', async () => {
  await world.people(120)
  const dispatcher = await start()
  const id = await world.post({ text: Buffer.from('Bonjour,\n.\nà bientôt\n') })
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 120 })
  expect(sink.transactions).toHaveLength(120)
  expect(new Set(sink.transactions.map((one) => one.mailFrom)).size).toBe(120)
  expect(new Set(sink.recipients()).size).toBe(120)
  const text = sink.transactions[0]!.bytes.toString()
  expect(text).toMatch(/^List-Unsubscribe: <https:\/\/relais\.localhost\/u\/\d+-\d+>\r\nFrom: Jean/)
  expect(text).toMatch(/\r\n\r\nBonjour,\r\n\.\r\nà bientôt\r\n$/)
})

test('a post that is waiting when Relais starts is sent', async () => {
  await world.people(3)
  const id = await world.post()
  const dispatcher = await start()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 3 })
})

test('the first copy leaves within 100 ms of the commit, without being asked for', async () => {
  await world.people(1)
  await start()
  await world.post()
  await sink.received(1)
  // The best of five: a busy machine may be late once, a polling dispatcher always is.
  const waits: number[] = []
  for (let n = 2; n <= 6; n++) {
    const committed = performance.now()
    await world.post()
    await sink.received(n)
    waits.push(performance.now() - committed)
  }
  expect(Math.min(...waits)).toBeLessThan(100)
})

test('a lost connection to the database is made again, and nothing is forgotten', async () => {
  await world.people(1)
  const dispatcher = await start()
  await dispatcher.idle()
  const { rows } = await database.db.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
  )
  expect(rows).toHaveLength(1)
  const id = await world.post()
  await sink.received(1)
  await until(async () => (await world.states(id)).sent === 1)
})

test('a batched list sends one mail to fifty people at a time, all from one return path', async () => {
  await world.people(120)
  const dispatcher = await start()
  const id = await world.post(batched)
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 120 })
  expect(sink.transactions.map((one) => one.recipients.length).sort((a, b) => a - b)).toEqual([20, 50, 50])
  expect(new Set(sink.transactions.map((one) => one.mailFrom))).toEqual(new Set(['bounces@relais.localhost']))
  expect(sink.transactions[0]!.bytes.toString()).toMatch(/^From: Jean/)
})

test('each recipient of a batch has their own outcome, with the server’s words', async () => {
  await world.people(5)
  sink.refuse('p2@ami.example', '550 5.1.1 no such person')
  sink.refuse('p3@ami.example', '450 4.2.1 mailbox busy')
  const dispatcher = await start()
  const id = await world.post(batched)
  await dispatcher.idle()
  const rows = await database.db('deliveries').where({ message_id: id }).orderBy('recipient')
  expect(rows.map((row) => [row.recipient, row.state, row.reply, row.tries])).toEqual([
    ['P1@ami.example', 'sent', '250 2.0.0 taken', 1],
    ['P2@ami.example', 'failed', '550 5.1.1 no such person', 1],
    ['P3@ami.example', 'queued', '450 4.2.1 mailbox busy', 1],
    ['P4@ami.example', 'sent', '250 2.0.0 taken', 1],
    ['P5@ami.example', 'sent', '250 2.0.0 taken', 1],
  ])
  const minutes = (rows[2].next_try.getTime() - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(4)
  expect(minutes).toBeLessThan(7)
})

test('a refused mail does not spoil the next one on the same connection', async () => {
  await world.people(6)
  for (const n of [1, 3, 5]) sink.refuse(`p${n}@ami.example`, '550 5.1.1 no such person')
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '1' })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 3, failed: 3 })
  expect(sink.connected()).toBe(1)
})

test('a refused sender says nothing about the recipients', async () => {
  await world.people(3)
  sink.answer = ({ command }) => (command === 'mail' ? '450 4.7.1 later please' : undefined)
  const dispatcher = await start()
  const id = await world.post(batched)
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 3 })
  expect((await database.db('deliveries').first()).reply).toBe('450 4.7.1 later please')
})

test('a text refused after it was read fails for all its recipients', async () => {
  await world.people(3)
  sink.answer = ({ command }) => (command === 'message' ? '554 5.7.1 spam' : undefined)
  const dispatcher = await start()
  const id = await world.post(batched)
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ failed: 3 })
})

test('what is deferred is tried again when its time has come, and counted', async () => {
  await world.people(1)
  sink.refuse('p1@ami.example', '450 4.7.1 greylisted', 1)
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 1 })
  await database.db('deliveries').update({ next_try: database.db.raw("now() + interval '150 ms'") })
  await dispatcher.idle() // now the loop knows the time
  await sink.received(1)
  await until(async () => (await world.states(id)).sent === 1)
  expect((await database.db('deliveries').first()).tries).toBe(2)
})

test('a delivery is given up after five days, and the last reply is kept', async () => {
  await world.people(1)
  sink.refuse('p1@ami.example', '452 4.2.2 mailbox full')
  const id = await world.post()
  await database
    .db('deliveries')
    .update({ created_at: database.db.raw("now() - interval '121 hours'"), tries: 30 })
  const dispatcher = await start()
  await dispatcher.idle()
  const row = await database.db('deliveries').where({ message_id: id }).first()
  expect(row.state).toBe('failed')
  expect(row.reply).toBe('given up after 5 days: 452 4.2.2 mailbox full')
})

test('a relay that is down is asked once, not once a mail, and everything waits with the reason', async () => {
  await world.people(1500)
  const { port } = sink
  await sink.close()
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 1500 })
  const { rows } = await database.db.raw(
    `select count(*)::int as waiting, max(tries) as tries, min(reply) as reply, min(next_try) - now() > interval '1 s' as later
       from deliveries where next_try > now()`,
  )
  expect(rows[0]).toMatchObject({ waiting: 1500, tries: 0, later: true })
  expect(rows[0].reply).toContain('ECONNREFUSED')
  sink = await openSink({ port })
  await sink.received(1500, 15_000)
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1500 })
  expect(new Set(sink.recipients()).size).toBe(1500)
})

test('a connection that the server closed while it was unused costs nothing', async () => {
  await world.people(1)
  const dispatcher = await start()
  let closing = false
  sink.answer = ({ command, connection }) =>
    closing && command === 'mail' && connection === 1 ? 'disconnect' : undefined
  await world.post()
  await dispatcher.idle()
  closing = true
  const id = await world.post()
  await sink.received(2)
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1 })
  expect((await database.db('deliveries').where({ message_id: id }).first()).tries).toBe(1)
})

test('a server that says 421 after some mails gets the others over a new connection at once', async () => {
  await world.people(30)
  const sent = new Map<number, number>()
  sink.answer = ({ command, connection }) => {
    const count = sent.get(connection) ?? 0
    if (command === 'message') sent.set(connection, count + 1)
    return command === 'mail' && count >= 10 ? '421 4.7.0 enough for this connection' : undefined
  }
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '1' })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 30 })
  expect(sink.connected()).toBe(3)
})

test('when the connection is lost after the text, the delivery is tried again later and not at once', async () => {
  await world.people(1)
  const dispatcher = await start()
  await world.post()
  await dispatcher.idle()
  sink.answer = ({ command }) => (command === 'message' ? 'disconnect' : undefined)
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 1 })
  expect(sink.transactions).toHaveLength(2)
  expect((await database.db('deliveries').where({ message_id: id }).first()).tries).toBe(1)
})

test('a silent server is not waited for for ever', async () => {
  await world.people(2)
  sink.refuse('p1@ami.example', 'hang')
  const dispatcher = await start({}, { patience: { connectMs: 1000, greetingMs: 1000, replyMs: 300 } })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1, queued: 1 })
})

test('stopping ends what is under way and puts the rest back', async () => {
  await world.people(1000)
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '2' })
  const id = await world.post()
  await sink.received(50)
  await dispatcher.stop()
  dispatchers.length = 0
  const states = await world.states(id)
  expect(states.sending).toBeUndefined()
  expect(states.sent).toBe(sink.recipients().length)
  expect(states.sent! + states.queued!).toBe(1000)
  expect(sink.open()).toBe(0)
  await (await start()).idle()
  expect(await world.states(id)).toEqual({ sent: 1000 })
  expect(sink.recipients()).toHaveLength(1000)
})
