import { rm } from 'node:fs/promises'
import selfsigned from 'selfsigned'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher } from '#mta/out/dispatcher.ts'
import { addNotice } from '#mta/out/notices.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { fakeResolver, type Zone } from '../../support/dns.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openSink, type Sink } from '../../support/sink.ts'
import { openWorld, type World } from './world.ts'

let database: TestDatabase
let folder: string
let world: World
let sink: Sink
let zone: Zone
const others: Sink[] = []
const dispatchers: Dispatcher[] = []

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
  sink = await openSink()
  zone = {
    'ami.example': { MX: ['10 mx.ami.example'] },
    'mx.ami.example': { A: ['127.0.0.1'] },
    'poste.example': { A: ['127.0.0.1'] },
  }
})
afterEach(async () => {
  for (const one of dispatchers.splice(0)) await one.stop()
  for (const one of [sink, ...others.splice(0)]) await one.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function start(variables: Record<string, string> = {}) {
  // Setting resolvers says that this is a closed network, where an MX may be on this machine.
  const settings = world.settings({ RELAIS_RELAY: 'mx:', RELAIS_DNS: '127.0.0.1:53', ...variables })
  const dispatcher = await world.dispatcher(settings, { resolver: fakeResolver(zone), mxPort: sink.port })
  dispatchers.push(dispatcher)
  return dispatcher
}

async function replies(): Promise<Record<string, [string, string]>> {
  const rows = await database.db('deliveries').orderBy('recipient')
  return Object.fromEntries(rows.map((row) => [row.recipient, [row.state, row.reply]]))
}

test('mail goes to the MX of each domain, or to the domain itself when it has none', async () => {
  await world.people(2, 'ami.example')
  await world.people(2, 'poste.example', 'q')
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 4 })
})

test('a batched mail has one transaction a domain', async () => {
  await world.people(7, 'ami.example')
  await world.people(5, 'poste.example', 'q')
  const dispatcher = await start()
  await world.post({ sending: 'batched' })
  await dispatcher.idle()
  const domains = sink.transactions.map((one) => new Set(one.recipients.map((to) => to.split('@')[1])).size)
  expect(domains).toEqual([1, 1])
  expect(sink.recipients()).toHaveLength(12)
})

test('a domain gets at most its share of connections', async () => {
  await world.people(300, 'ami.example')
  let most = 0
  sink.answer = () => {
    most = Math.max(most, sink.open())
    return undefined
  }
  const dispatcher = await start({ RELAIS_DELIVERY_DOMAIN_CONNECTIONS: '3' })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 300 })
  expect(most).toBe(3)
})

test('many domains share the connections there are', async () => {
  for (let n = 1; n <= 30; n++) {
    zone[`d${n}.example`] = { A: ['127.0.0.1'] }
    await world.people(3, `d${n}.example`, `d${n}x`)
  }
  let most = 0
  sink.answer = () => {
    most = Math.max(most, sink.open())
    return undefined
  }
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '5' })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 90 })
  // One that is told to QUIT may still be open when the next one connects.
  expect(most).toBeLessThanOrEqual(10)
})

test('a domain with a null MX, and one that does not exist, fail at once with the reason', async () => {
  zone['muet.example'] = { MX: ['0 .'] }
  await world.people(2, 'muet.example', 'm')
  await world.people(1, 'rien.example', 'r')
  const dispatcher = await start()
  await world.post()
  await dispatcher.idle()
  expect(await replies()).toEqual({
    'M1@muet.example': ['failed', '556 5.1.10 muet.example takes no mail (null MX, RFC 7505)'],
    'M2@muet.example': ['failed', '556 5.1.10 muet.example takes no mail (null MX, RFC 7505)'],
    'R1@rien.example': ['failed', '550 5.1.2 rien.example is no domain that takes mail'],
  })
})

test('when names cannot be looked up now, or an MX has no address, mail waits', async () => {
  zone['panne.example'] = { fails: 'SERVFAIL' }
  zone['oubli.example'] = { MX: ['10 mx.oubli.example'] }
  await world.people(1, 'panne.example', 'a')
  await world.people(1, 'oubli.example', 'b')
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 2 })
  expect((await replies())['A1@panne.example']![1]).toContain('DNS')
})

test('one domain that is down keeps no other waiting, and is asked once', async () => {
  zone['mort.example'] = { A: ['127.0.0.9'] }
  await world.people(700, 'mort.example', 'm')
  await world.people(20, 'ami.example')
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ queued: 700, sent: 20 })
  const { rows } = await database.db.raw(
    `select max(tries) as tries, min(next_try) > now() + interval '30 s' as later from deliveries where state = 'queued'`,
  )
  expect(rows).toEqual([{ tries: 0, later: true }])
})

test('a host that greets with a refusal is passed over for the next MX', async () => {
  const second = await openSink({ host: '127.0.0.2', port: sink.port })
  others.push(second)
  zone['deux.example'] = { MX: ['10 un.deux.example', '20 deux.deux.example'] }
  zone['un.deux.example'] = { A: ['127.0.0.1'] }
  zone['deux.deux.example'] = { A: ['127.0.0.2'] }
  sink.answer = ({ command }) => (command === 'connect' ? '421 4.3.2 too busy' : undefined)
  await world.people(2, 'deux.example', 'd')
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 2 })
  expect(second.recipients()).toHaveLength(2)
})

test('TLS is used where it is offered, whatever the certificate', async () => {
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'wrong.example' }])
  await sink.close()
  sink = await openSink({ tls: { key, cert } })
  await world.people(1)
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1 })
  expect(sink.transactions[0]!.tls).toBe(true)
})

test('mail goes in plain text to a host whose TLS is broken', async () => {
  await sink.close()
  sink = await openSink({ tls: 'broken' })
  await world.people(2)
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 2 })
})

test('a stranger’s MX never makes Relais connect to its own machine', async () => {
  await world.people(1)
  const dispatcher = await start({ RELAIS_DNS: '' })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).not.toHaveProperty('sent')
  expect(sink.connected()).toBe(0)
})

test('a notice goes to the MX of its recipient', async () => {
  zone['xn--caf-dma.example'] = { A: ['127.0.0.1'] }
  await database.db.transaction((tx) =>
    addNotice(tx, {
      recipient: 'marie@Café.example',
      template: 'login',
      language: 'fr',
      bytes: Buffer.from('Subject: x\r\n\r\n'),
    }),
  )
  const dispatcher = await start()
  await dispatcher.idle()
  expect((await database.db('notices').first()).state).toBe('sent')
})
