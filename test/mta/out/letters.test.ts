import { createHash, randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import selfsigned from 'selfsigned'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dispatcher } from '#mta/out/dispatcher.ts'
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
  sink = await openSink({ keepBytes: 4096 })
})
afterEach(async () => {
  for (const one of dispatchers.splice(0)) await one.stop()
  await sink.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function start() {
  const settings = world.settings({ RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` })
  const dispatcher = await world.dispatcher(settings)
  dispatchers.push(dispatcher)
  return dispatcher
}

test('a large mail arrives whole with everybody, and is never held whole in memory', async () => {
  await world.people(8)
  // Lines that no dot begins, so that the bytes on the wire are the bytes sent.
  const line = `${randomBytes(36).toString('base64')}\r\n`
  const text = Buffer.alloc(24 * 1024 * 1024, line)
  const end = text.subarray(0, text.length - (text.length % line.length))
  const dispatcher = await start()
  const id = await world.post({ text: end, sending: 'batched' })
  const other = await world.post({ text: end, sending: 'personal' })
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }, 20)
  await dispatcher.idle()
  clearInterval(watching)
  expect(await world.states(id)).toEqual({ sent: 8 })
  expect(await world.states(other)).toEqual({ sent: 8 })
  const copy = await database.db('copies').where({ message_id: id }).first()
  const whole = createHash('sha256')
    .update(Buffer.concat([copy.header, Buffer.from('\r\n'), end]))
    .digest('hex')
  const shared = sink.transactions.find((one) => one.recipients.length === 8)
  expect(shared!.sha256).toBe(whole)
  expect(new Set(sink.transactions.map((one) => one.size)).size).toBeLessThanOrEqual(3)
  // Six at a time of 24 MB would be 144 MB. What the sink holds in this process, and what waits for the
  // collector, is in the figure too.
  expect(most).toBeLessThan(96 * 1024 * 1024)
}, 60_000)

test('a small post does not wait behind a large one', async () => {
  await world.people(40)
  const dispatcher = await start()
  await world.post({ text: Buffer.alloc(2 * 1024 * 1024, `${'grand fichier '.repeat(5)}\r\n`) })
  const small = await world.post()
  await dispatcher.idle()
  const sizes = sink.transactions.map((one) => (one.size > 1_000_000 ? 'large' : 'small'))
  expect(await world.states(small)).toEqual({ sent: 40 })
  expect(sizes.lastIndexOf('small')).toBeLessThan(sizes.lastIndexOf('large'))
}, 60_000)

test('8 bit text is announced as such', async () => {
  await world.people(1)
  const dispatcher = await start()
  await world.post({ text: Buffer.from('déjà\r\n', 'latin1') })
  await dispatcher.idle()
  expect(sink.transactions[0]!.parameters).toContain('BODY=8BITMIME')
  expect(sink.transactions[0]!.bytes.toString('latin1')).toContain('déjà')
  await world.post({ text: Buffer.from('deja\r\n') })
  await dispatcher.idle()
  expect(sink.transactions[1]!.parameters).not.toContain('BODY')
  expect(sink.transactions[1]!.parameters).toMatch(/SIZE=\d+/)
})

test('a server that reports failures is asked to send back headers only', async () => {
  await sink.close()
  sink = await openSink({ extensions: ['DSN'] })
  await world.people(1)
  const dispatcher = await start()
  await world.post()
  await dispatcher.idle()
  expect(sink.transactions[0]!.parameters).toBe('RET=HDRS')
  expect(sink.transactions[0]!.recipients).toEqual(['P1@ami.example'])
})

test('8 bit text goes as it is to a server that does not know of it', async () => {
  await sink.close()
  sink = await openSink({ extensions: [] })
  await world.people(1)
  const dispatcher = await start()
  const id = await world.post({ text: Buffer.from('déjà\r\n', 'latin1') })
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1 })
  expect(sink.transactions[0]!.parameters).toBe('')
  expect(sink.transactions[0]!.bytes.toString('latin1')).toContain('déjà')
})

test('a header in UTF-8 is announced, also between plain addresses', async () => {
  await world.people(1)
  const dispatcher = await start()
  await world.post({ utf8: true })
  await dispatcher.idle()
  expect(sink.transactions[0]!.parameters.split(' ')).toContain('SMTPUTF8')
  await world.post()
  await dispatcher.idle()
  expect(sink.transactions[1]!.parameters).not.toContain('SMTPUTF8')
})

test('where the server takes no accented addresses, only who has one misses the post, and is told why', async () => {
  await sink.close()
  sink = await openSink({ extensions: ['PIPELINING', '8BITMIME'] })
  await world.people(3)
  await database.db('addresses').where({ address: 'p2@ami.example' }).update({ written: 'Zoé@ami.example' })
  const dispatcher = await start()
  const id = await world.post({ sending: 'batched' })
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 2, failed: 1 })
  const row = await database.db('deliveries').where({ state: 'failed' }).first()
  expect(row.recipient).toBe('Zoé@ami.example')
  expect(row.reply).toBe(
    '550 5.6.7 127.0.0.1 takes no accented addresses or header fields (SMTPUTF8, RFC 6531 §3.5)',
  )
})

test('a mail that is larger than the server takes fails with the reason', async () => {
  await sink.close()
  sink = await openSink({ extensions: ['SIZE 1000'] })
  await world.people(1)
  const dispatcher = await start()
  const id = await world.post({ text: Buffer.alloc(2000, 'abcd\r\n') })
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ failed: 1 })
  expect((await database.db('deliveries').first()).reply).toContain('552 5.3.4')
  const small = await world.post()
  await dispatcher.idle()
  expect(await world.states(small)).toEqual({ sent: 1 })
})

test('a relay on this machine may show a self-signed certificate', async () => {
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'relay' }])
  await sink.close()
  sink = await openSink({ tls: { key, cert } })
  await world.people(1)
  const dispatcher = await start()
  const id = await world.post()
  await dispatcher.idle()
  expect(await world.states(id)).toEqual({ sent: 1 })
  expect(sink.transactions[0]!.tls).toBe(true)
})

test('a bare dot, a bare carriage return and a bare line feed cannot end a mail early', async () => {
  const dispatcher = await start()
  const smuggled = 'a\n.\r\nMAIL FROM:<x@x.example>\r\nb\r.\rc\r\n.\n.\r\nd'
  await database.db.transaction((tx) =>
    addNotice(tx, {
      recipient: 'a@ami.example',
      template: 't',
      language: 'fr',
      bytes: Buffer.from(`Subject: x\r\n\r\n${smuggled}`),
    }),
  )
  await dispatcher.idle()
  expect(sink.transactions).toHaveLength(1)
  expect(sink.transactions[0]!.bytes.toString()).toBe(
    'Subject: x\r\n\r\na\r\n.\r\nMAIL FROM:<x@x.example>\r\nb\r\n.\r\nc\r\n.\r\n.\r\nd\r\n',
  )
})

test('a server’s strange reply is kept readable and short', async () => {
  await world.people(1)
  sink.refuse('p1@ami.example', `550 no\x00\x1b[31m ${'x'.repeat(2000)}`)
  const dispatcher = await start()
  await world.post()
  await dispatcher.idle()
  const { state, reply } = await database.db('deliveries').first()
  expect(state).toBe('failed')
  expect(reply).toMatch(/^550 no \[31m x{400,}$/)
  expect(reply.length).toBeLessThanOrEqual(500)
})
