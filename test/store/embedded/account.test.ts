import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/folder.ts'
import { ask, endAll, postmasterOf, relais } from './relais.ts'

const isRoot = process.getuid?.() === 0
const asRoot = describe.runIf(isRoot)
const nobody = { uid: 0, gid: 0 }
let data: string
beforeEach(async () => {
  nobody.uid = Number(execFileSync('id', ['-u', 'nobody']))
  nobody.gid = Number(execFileSync('id', ['-g', 'nobody']))
  data = await temporaryFolder()
})
afterEach(async () => {
  await endAll()
  await rm(data, { recursive: true })
})

async function userOf(pid: number | undefined): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid
}

asRoot('started by root', () => {
  test('PostgreSQL runs as nobody, in folders that are its own', async () => {
    await relais(data, 'serve')
    expect(await userOf(await postmasterOf(join(data, 'postgresql/cluster')))).toBe(nobody.uid)
    for (const name of ['postgresql', 'postgresql/cluster', 'postgresql/socket']) {
      const { uid, mode } = await stat(join(data, name))
      expect({ name, uid, mode: mode & 0o777 }).toEqual({ name, uid: nobody.uid, mode: 0o700 })
    }
  })

  test('in a data folder that belongs to a user PostgreSQL runs as that user', async () => {
    await chown(data, 1, 1) // daemon: on every system
    await relais(data, 'serve')
    expect(await userOf(await postmasterOf(join(data, 'postgresql/cluster')))).toBe(1)
  })

  test('where its user cannot enter, the database is kept under /var/lib/relais, now and later, and no mode is changed', async () => {
    await chmod(data, 0o700)
    const first = await relais(data, 'serve')
    const folder = (await readFile(join(data, 'postgresql.moved'), 'utf8')).trim()
    try {
      expect(first.said()).toMatch(/cannot enter .*: the database is kept elsewhere/)
      expect(folder).toMatch(/^\/var\/lib\/relais\/relais-test-/)
      expect(first.socketDir).toBe(join(folder, 'socket'))
      await ask(first.socketDir, 'create table kept as select 1 as n')
      expect((await relais(data, 'command')).socketDir).toBe(first.socketDir)
      expect(await first.stop()).toBe(0)
      const second = await relais(data, 'serve')
      expect(await ask(second.socketDir, 'select n from kept')).toEqual([{ n: 1 }])
      expect((await stat(data)).mode & 0o777).toBe(0o700)
      expect(await readdir(data)).toEqual(['postgresql.moved'])
      await second.stop()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a database whose folder was closed to its user later is not replaced by an empty one', async () => {
    const inner = join(data, 'var')
    await (await relais(inner, 'serve')).stop()
    await chmod(data, 0o700)
    await expect(relais(inner, 'serve')).rejects.toThrow(/can no longer enter: give that user back the right/)
  })
})

/** Whether an ordinary user gets to this checkout's programs: in root's own folders nobody else does. */
function isReachable(): boolean {
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'nobody']))) as [
    number,
    number,
  ]
  return spawnSync(process.execPath, ['--version'], { uid, gid, cwd: '/' }).status === 0
}

const byOrdinaryUser = isRoot && isReachable()
if (isRoot && !byOrdinaryUser)
  console.warn('Starting as an ordinary user is not tried: nobody but root can enter this checkout.')

describe.runIf(byOrdinaryUser)('started by an ordinary user', () => {
  test('PostgreSQL runs as that user, in a data folder that only that user may enter', async () => {
    const home = join(data, 'home')
    await mkdir(home)
    await chown(home, nobody.uid, nobody.gid)
    const server = await relais(join(home, 'var'), 'serve', nobody)
    expect(await userOf(await postmasterOf(join(home, 'var/postgresql/cluster')))).toBe(nobody.uid)
    expect((await stat(join(home, 'var'))).mode & 0o777).toBe(0o700)
    expect(await server.stop()).toBe(0)
  })

  test('another user’s database is refused in words', async () => {
    await (await relais(data, 'serve')).stop()
    await expect(relais(data, 'serve', { uid: 1, gid: 1 })).rejects.toThrow(/is another user's/)
  })
})
