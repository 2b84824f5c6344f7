import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
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

test('the first start makes the database, a clean stop leaves no process, the next start has what was written', async () => {
  const first = await relais(join(data, 'var'), 'serve')
  const pid = await postmasterOf(join(data, 'var/postgresql/cluster'))
  expect(first).toMatchObject({ owned: true, socketDir: join(data, 'var/postgresql/socket') })
  await ask(first.socketDir, 'create table kept as select 1 as n')
  expect(await first.stop()).toBe(0)
  expect(await isAlive(pid!)).toBe(false)

  const second = await relais(join(data, 'var'), 'serve')
  expect(await ask(second.socketDir, 'select n from kept')).toEqual([{ n: 1 }])
  expect(await second.stop()).toBe(0)
})

test('a second server on the same data is refused, and the first goes on', async () => {
  const first = await relais(data, 'serve')
  await expect(relais(data, 'serve')).rejects.toThrow(
    `Another Relais (process ${first.child.pid}) already serves from ${data}: stop it first`,
  )
  expect(await ask(first.socketDir, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('of two servers started at once on new data one serves and one is refused', async () => {
  const fresh = join(data, 'var')
  const both = await Promise.allSettled([relais(fresh, 'serve'), relais(fresh, 'serve')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringContaining('already serves from') },
  })
})

test('when Relais is killed its PostgreSQL ends by itself, and the next start goes on from there', async () => {
  const first = await relais(data, 'serve')
  const pid = await postmasterOf(cluster)
  await ask(first.socketDir, 'create table kept as select 1 as n')
  await first.kill()
  await vi.waitUntil(async () => !(await isAlive(pid!)), { timeout: 5_000 })
  const second = await relais(data, 'serve')
  expect(await ask(second.socketDir, 'select n from kept')).toEqual([{ n: 1 }])
})

test('where it cannot be bound to Relais, a PostgreSQL left behind is stopped by the next start', async () => {
  const path = join(data, 'bin')
  await mkdir(path)
  // Everything but setpriv.
  for (const name of ['sh', 'id'])
    await writeFile(join(path, name), `#!/bin/sh\nexec /usr/bin/env -- PATH=/usr/bin:/bin ${name} "$@"\n`, {
      mode: 0o755,
    })
  const first = await relais(data, 'serve', { env: { PATH: path } })
  const pid = await postmasterOf(cluster)
  await ask(first.socketDir, 'create table kept as select 1 as n')
  await first.kill()
  expect(await isAlive(pid!)).toBe(true)

  const second = await relais(data, 'serve')
  expect(second.said()).toMatch(/of a Relais that died still runs/)
  expect(await isAlive(pid!)).toBe(false)
  expect(await ask(second.socketDir, 'select n from kept')).toEqual([{ n: 1 }])
})

test('after Relais and PostgreSQL are both killed the next start recovers what was committed', async () => {
  const first = await relais(data, 'serve', { durability: 'full' })
  const pid = await postmasterOf(cluster)
  await ask(first.socketDir, 'create table kept as select 1 as n')
  process.kill(pid!, 'SIGKILL')
  await first.kill()
  const second = await relais(data, 'serve')
  expect(await ask(second.socketDir, 'select n from kept')).toEqual([{ n: 1 }])
})

test('a PostgreSQL that ends by itself is noticed, so that Relais can end too', async () => {
  const first = await relais(data, 'serve')
  const pid = await postmasterOf(cluster)
  process.kill(pid!, 'SIGKILL')
  await vi.waitUntil(() => first.child.exitCode !== null)
  expect(first.child.exitCode).toBe(3)
  expect(first.said()).toMatch(/lost: PostgreSQL ended by itself/)
})

test('a number in postmaster.pid that now belongs to another program does not hinder the start', async () => {
  const first = await relais(data, 'serve')
  await first.stop()
  // As the same user, PostgreSQL itself would take this living process for its predecessor.
  const elsewhere = await startedBefore()
  const other = await relais(elsewhere, 'serve')
  const its = await postmasterOf(join(elsewhere, 'postgresql/cluster'))
  await writeFile(
    join(cluster, 'postmaster.pid'),
    `${its}\n${cluster}\n1\n5432\n${join(data, 'postgresql/socket')}\n`,
  )
  const second = await relais(data, 'serve')
  expect(second.owned).toBe(true)
  expect(second.said()).toMatch(/names another program/)
  expect(await isAlive(its!)).toBe(true)
  expect(await ask(other.socketDir, 'select 1 as n')).toEqual([{ n: 1 }])
  await other.stop()
  await rm(elsewhere, { recursive: true })
})

test('a data folder with a path too long for a socket has its socket under the temporary folder, while it runs', async () => {
  const long = join(data, 'x'.repeat(90))
  const first = await relais(long, 'serve')
  expect(first.socketDir.startsWith(join(tmpdir(), 'relais-socket-'))).toBe(true)
  const command = await relais(long, 'command')
  expect(command).toMatchObject({ owned: false, socketDir: first.socketDir })
  await command.stop()
  await first.stop()
  await expect(rm(first.socketDir, { recursive: true })).rejects.toThrow('ENOENT')
})

test('a database made by another version of PostgreSQL is refused in words', async () => {
  await writeFile(join(cluster, 'PG_VERSION'), '12\n')
  await expect(relais(data, 'serve')).rejects.toThrow(/was made by PostgreSQL 12; this Relais brings \d+/)
})
