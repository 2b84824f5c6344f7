import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher, DispatcherOptions } from '#mta/out/dispatcher.ts'
import { addNotice } from '#mta/out/notices.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openSink, type Sink } from '../../support/sink.ts'
import { openWorld, type World } from './world.ts'

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

test('notices leave before posts', async () => {
  await world.people(400)
  await world.post()
  await database.db.transaction((tx) =>
    addNotice(tx, {
      recipient: 'marie@ami.example',
      template: 'login',
      language: 'fr',
      bytes: Buffer.from('Subject: Votre lien\n\nBonjour\n'),
    }),
  )
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '1' })
  await dispatcher.idle()
  expect(sink.transactions).toHaveLength(401)
  expect(sink.transactions[0]).toMatchObject({ recipients: ['marie@ami.example'], mailFrom: '' })
  expect(sink.transactions[0]!.bytes.toString()).toBe('Subject: Votre lien\r\n\r\nBonjour\r\n')
})

test('a notice overtakes a post that is being sent', async () => {
  await world.people(600)
  const dispatcher = await start({ RELAIS_DELIVERY_CONNECTIONS: '1' })
  await world.post()
  await sink.received(20)
  const before = sink.transactions.length
  await database.db.transaction((tx) =>
    addNotice(tx, {
      recipient: 'marie@ami.example',
      template: 'login',
      language: 'fr',
      bytes: Buffer.from('Subject: lien\r\n\r\n'),
    }),
  )
  await dispatcher.idle()
  const place = sink.transactions.findIndex((one) => one.recipients[0] === 'marie@ami.example')
  expect(sink.transactions).toHaveLength(601)
  expect(place - before).toBeLessThan(400)
})

test('an act that is done twice writes one notice', async () => {
  const notice = {
    recipient: 'a@ami.example',
    template: 'welcome',
    language: 'fr',
    once: 'welcome 1',
    bytes: Buffer.from('Subject: x\r\n\r\n'),
  }
  await database.db.transaction((tx) => addNotice(tx, notice))
  await database.db.transaction((tx) => addNotice(tx, notice))
  const dispatcher = await start()
  await dispatcher.idle()
  expect(sink.transactions).toHaveLength(1)
})

test('a mail passed on to owners keeps its bytes behind the new fields', async () => {
  const passed = await world.blobs.stage(
    Buffer.from('From: Zo\xeb\nSubject: Une question\n\nBonjour\n', 'latin1'),
  )
  await database.db.transaction(async (tx) => {
    await world.blobs.keep(tx, [passed])
    const head = Buffer.from('List-Owner: oui\n')
    await addNotice(tx, {
      recipient: 'o@ami.example',
      template: 'owners',
      language: 'fr',
      head,
      blob: passed.hash,
    })
  })
  const dispatcher = await start()
  await dispatcher.idle()
  expect(sink.transactions[0]!.bytes.toString('latin1')).toBe(
    'List-Owner: oui\r\nFrom: Zo\xeb\r\nSubject: Une question\r\n\r\nBonjour\r\n',
  )
})
