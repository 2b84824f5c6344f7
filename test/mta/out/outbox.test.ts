import { rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher } from '#mta/out/dispatcher.ts'
import { addNotice } from '#mta/out/notices.ts'
import { clearOutbox, countOutbox, listOutbox, outboxMail } from '#mta/out/outbox.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openWorld, personal, type World } from './world.ts'

let database: TestDatabase
let folder: string
let world: World
let dispatcher: Dispatcher

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
  dispatcher = await world.dispatcher(world.settings())
})
afterEach(async () => {
  await dispatcher.stop()
  await database.close()
  await rm(folder, { recursive: true })
})

async function bytesOf(id: number): Promise<string> {
  const mail = await outboxMail(database.db, world.blobs, id)
  return (await buffer(mail!.stream)).toString()
}

test('without a relay every copy is kept as it would have left', async () => {
  await world.people(450)
  const id = await world.post({ text: Buffer.from('Bonjour\nà tous\r') })
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 450 })
  expect(await countOutbox(database.db)).toBe(450)
  const [mail] = await listOutbox(database.db, { limit: 1 })
  expect(mail).toMatchObject({
    subject: 'Réunion',
    recipients: [expect.stringMatching(/^P\d+@ami\.example$/)],
  })
  expect(mail!.mailFrom).toMatch(/^bounces\+\d+-\d+@relais\.localhost$/)
  expect(await bytesOf(mail!.id)).toMatch(
    /^List-Unsubscribe: .*\r\nFrom: Jean <jean@ami\.example>\r\n.*\r\n.*\r\n\r\nBonjour\r\nà tous\r\n$/,
  )
})

test('a batched post is kept once for fifty people', async () => {
  await world.people(60)
  await world.post({ sending: 'batched' })
  await world.post({ sending: 'batched' })
  await dispatcher.idle()
  const mails = await listOutbox(database.db, { limit: 10 })
  expect(mails.map((mail) => mail.recipients.length).sort()).toEqual([10, 10, 50, 50])
})

test('notices are kept with their subject, also those that pass a mail on', async () => {
  const passed = await world.blobs.stage(Buffer.from('Subject: Question\n\nBonjour\n'))
  await database.db.transaction(async (tx) => {
    await world.blobs.keep(tx, [passed])
    const base = { recipient: 'a@ami.example', template: 't', language: 'fr' }
    await addNotice(tx, { ...base, bytes: Buffer.from('Subject: =?utf-8?Q?Votre_cl=C3=A9?=\n\nVoici\n') })
    await addNotice(tx, { ...base, head: Buffer.from('X-Owner: oui\n'), blob: passed.hash })
  })
  await dispatcher.idle()
  const [second, first] = await listOutbox(database.db, { limit: 10 })
  expect(first).toMatchObject({ subject: 'Votre clé', mailFrom: '' })
  expect(await bytesOf(first!.id)).toBe('Subject: =?utf-8?Q?Votre_cl=C3=A9?=\r\n\r\nVoici\r\n')
  expect(await bytesOf(second!.id)).toBe('X-Owner: oui\r\nSubject: Question\r\n\r\nBonjour\r\n')
})

test('the outbox is listed newest first, by pages, and searched by subject and recipient', async () => {
  await world.people(5)
  await world.post()
  await dispatcher.idle()
  const first = await listOutbox(database.db, { limit: 2 })
  const next = await listOutbox(database.db, { limit: 10, before: first[1]!.id })
  expect([...first, ...next].map((row) => row.id)).toEqual([5, 4, 3, 2, 1])
  expect(await listOutbox(database.db, { limit: 10, search: 'p3@AMI' })).toHaveLength(1)
  expect(await listOutbox(database.db, { limit: 10, search: 'réuNION' })).toHaveLength(5)
  expect(await listOutbox(database.db, { limit: 10, search: '%' })).toHaveLength(0)
})

test('the outbox can be emptied, wholly or of what is old', async () => {
  await world.people(3)
  await world.post()
  await dispatcher.idle()
  await database.db('outbox').where({ id: 1 }).update({ created_at: '2026-01-01' })
  expect(await clearOutbox(database.db, new Date('2026-02-01'))).toBe(1)
  expect(await clearOutbox(database.db)).toBe(2)
  expect(await outboxMail(database.db, world.blobs, 2)).toBeUndefined()
})

test('one mail that cannot be made keeps no other back', async () => {
  await dispatcher.stop()
  await world.people(3)
  dispatcher = await world.dispatcher(world.settings(), {
    personal: (copy, delivery) => {
      if (delivery.recipient.startsWith('P2')) throw new Error('no secret')
      return personal(copy, delivery)
    },
  })
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 2, queued: 1 })
  const row = await database.db('deliveries').where({ recipient: 'P2@ami.example' }).first()
  expect(row.reply).toContain('no secret')
})
