import { rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher } from '#mta/out/dispatcher.ts'
import { addNotice } from '#mta/out/notices.ts'
import { listOutbox, outboxMail } from '#mta/out/outbox.ts'
import { dkimSignature } from '#mta/signing/signature.ts'
import type { Signer } from '#mta/signing/signer.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openSink, type Sink } from '../../support/sink.ts'
import { openWorld, personal, type World } from '../out/world.ts'
import { key, mailauth } from './signing.ts'

let database: TestDatabase
let folder: string
let world: World
let sink: Sink
let dispatcher: Dispatcher | undefined

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
  sink = await openSink()
})
afterEach(async () => {
  await dispatcher?.stop()
  await sink.close()
  await database.close()
  await rm(folder, { recursive: true })
})

const signer: Signer = {
  platform: 'relais.localhost',
  signature: async (domains, mail) =>
    domains.includes(key.domain) ? await dkimSignature(await mail(), key, new Date()) : undefined,
}
const signAs = [key.domain]

async function start(relay: string): Promise<Dispatcher> {
  dispatcher = await world.dispatcher(world.settings({ RELAIS_RELAY: relay }), {
    signer,
    personal: (copy, delivery) => ({ ...personal(copy, delivery), signAs }),
    batchedMailFrom: () => ({ mailFrom: 'bounces@relais.localhost', fields: Buffer.alloc(0), signAs }),
  })
  return dispatcher
}
const verdicts = () => Promise.all(sink.transactions.map(({ bytes }) => mailauth(bytes)))

test('copies that were queued before there were keys are signed too, small and large', async () => {
  await world.people(2)
  const line = 'Une ligne\ttrop  large \n'
  await world.post({ text: Buffer.from(`${line}\r\r\n\n`) })
  await world.post({ text: Buffer.alloc(1_200_000, line) })
  await world.post({ text: Buffer.alloc(1_200_000, line), sending: 'batched' })
  await (await start(`smtp://127.0.0.1:${sink.port}`)).idle()
  expect(await verdicts()).toEqual(Array(5).fill('pass'))
})

test('mail in the outbox is signed as it would have left', async () => {
  await world.people(1)
  await world.post({ text: Buffer.from('R\xe9union\xa0!\n\n', 'latin1') })
  await database.db.transaction((tx) =>
    addNotice(tx, {
      recipient: 'a@ami.example',
      template: 'essai',
      language: 'fr',
      bytes: Buffer.from('From: bureau@velo15.example\nSubject: Bonjour\n\nBonjour,\n\n'),
    }),
  )
  await (await start('outbox:')).idle()
  const rows = await listOutbox(database.db, { limit: 10 })
  expect(rows).toHaveLength(2)
  for (const { id } of rows) {
    const mail = await outboxMail(database.db, world.blobs, id)
    expect(await mailauth(await buffer(mail!.stream))).toBe('pass')
  }
})

test('a copy in nobody’s name leaves unsigned', async () => {
  await world.people(1)
  await world.post()
  dispatcher = await world.dispatcher(world.settings({ RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` }), {
    signer,
  })
  await dispatcher.idle()
  expect(await verdicts()).toEqual(['unsigned'])
})
