import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { discard, prepare, startedBefore } from './made.ts'
import { ask, endAll, isAlive, postmasterOf, relais } from './relais.ts'

let data: string
let cluster: string
beforeAll(prepare)
beforeEach(async () => {
  data = await startedBefore()
  cluster = join(data, 'postgresql', 'cluster')
})
afterEach(async () => {
  await endAll()
  await rm(data, { recursive: true })
})
afterAll(discard)

test('a command beside a running server uses its database and leaves it running', async () => {
  const server = await relais(data, 'serve')
  const command = await relais(data, 'command')
  expect(command).toMatchObject({ owned: false, socketDir: server.socketDir })
  expect(await command.stop()).toBe(0)
  expect(await ask(server.socketDir, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a command without a server starts the database, and stops it at its end', async () => {
  const command = await relais(data, 'command')
  const pid = await postmasterOf(cluster)
  expect(command.owned).toBe(true)
  expect(await command.stop()).toBe(0)
  expect(await isAlive(pid!)).toBe(false)
})

test('two commands at once share one database, and the first to end waits for the other', async () => {
  const fresh = join(data, 'var')
  const both = await Promise.all([relais(fresh, 'command'), relais(fresh, 'command')])
  const [owner, guest] = both.sort((a, b) => Number(b.owned) - Number(a.owned))
  expect([owner?.owned, guest?.owned]).toEqual([true, false])
  const pid = await postmasterOf(join(fresh, 'postgresql/cluster'))
  const stopped = owner!.stop()
  expect(await ask(guest!.socketDir, 'select 1 as n')).toEqual([{ n: 1 }])
  expect(await isAlive(pid!)).toBe(true)
  await guest!.stop()
  expect(await stopped).toBe(0)
  expect(await isAlive(pid!)).toBe(false)
})

test('a server started while a command is at work starts once that has ended', async () => {
  const command = await relais(data, 'command')
  const starting = relais(data, 'serve')
  const next = await Promise.race([starting, ask(command.socketDir, 'select pg_sleep(0.5)')])
  expect(next).not.toHaveProperty('owned')
  await command.stop()
  expect(await starting).toMatchObject({ owned: true })
})
