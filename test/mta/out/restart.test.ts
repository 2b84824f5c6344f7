import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openSink, type Sink } from '../../support/sink.ts'
import { openWorld, until, type World } from './world.ts'

const CONNECTIONS = 20
const GROUP = 200

let database: TestDatabase
let folder: string
let world: World
let sink: Sink
let relay: string
const children: ChildProcess[] = []

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  world = await openWorld(database, folder)
  sink = await openSink({ keepBytes: 100 })
  relay = `smtp://127.0.0.1:${sink.port}`
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await sink.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function sender(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./sender.ts', import.meta.url))
  const child = fork(program, [database.url, folder, relay], { execArgv: [] })
  children.push(child)
  await once(child, 'message')
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  await until(() => sink.open() === 0)
}

async function restarted(): Promise<void> {
  const dispatcher = await world.dispatcher(world.settings({ RELAIS_RELAY: relay }))
  // The dead process's lease is free once PostgreSQL has seen its connection end.
  await until(async () => {
    await dispatcher.idle()
    const { sending = 0, queued = 0 } = await world.states()
    return sending + queued === 0
  })
  await dispatcher.stop()
}

function sentTwice(): number {
  const all = sink.recipients()
  return all.length - new Set(all).size
}

test('after a kill -9 everybody gets the post, and few get it twice', async () => {
  await world.people(4000)
  const child = await sender()
  await world.post()
  await sink.received(700)
  await killed(child)
  const states = await world.states()
  expect(states.sending).toBeGreaterThan(0)
  const unrecorded = sink.recipients().length - (states.sent ?? 0)
  await restarted()
  expect(await world.states()).toEqual({ sent: 4000 })
  expect(new Set(sink.recipients()).size).toBe(4000)
  // What was claimed and not begun goes out once: only what the sink had and the database had not goes twice.
  expect(sentTwice()).toBe(unrecorded)
  expect(sentTwice()).toBeLessThanOrEqual(CONNECTIONS + GROUP)
}, 60_000)

test('killed four times in a batched post, it still reaches everybody', async () => {
  await world.people(6000)
  await world.post({ sending: 'batched' })
  for (let times = 1; times <= 4; times++) {
    const before = sink.recipients().length
    const child = await sender()
    await until(() => sink.recipients().length >= before + 300 || sink.recipients().length >= 6000)
    await killed(child)
  }
  await restarted()
  expect(await world.states()).toEqual({ sent: 6000 })
  expect(new Set(sink.recipients()).size).toBe(6000)
  expect(sentTwice()).toBeLessThanOrEqual(4 * (CONNECTIONS * 50 + GROUP))
}, 60_000)

test('who left while the dead process was holding their copy does not get it', async () => {
  const people = await world.people(50)
  sink.answer = ({ command }) => (command === 'mail' ? 'hang' : undefined)
  const child = await sender()
  await world.post()
  await until(async () => (await world.states()).sending === 50)
  await killed(child)
  sink.answer = () => undefined
  await database.db('exclusions').insert({ list_id: world.listId, person_id: people[6] })
  await restarted()
  expect(await world.states()).toEqual({ sent: 49, cancelled: 1 })
  expect(sink.recipients()).not.toContain('P7@ami.example')
}, 60_000)

test('what a living process holds is left to it', async () => {
  await world.people(50)
  sink.answer = ({ command }) => (command === 'mail' ? 'hang' : undefined)
  await sender()
  await world.post()
  await until(async () => (await world.states()).sending === 50)
  const second = await world.dispatcher(world.settings({ RELAIS_RELAY: relay }))
  await second.idle()
  expect(await world.states()).toEqual({ sending: 50 })
  await second.stop()
}, 60_000)
