// The `relais` command on a database and data folder of its own, without a server.
import { execFile, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { loadSettings, type Settings } from '#config/settings.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

const entry = join(import.meta.dirname, '../../bin/relais')
const MOST_OUTPUT = 64 * 1024 * 1024 // bytes

/** An instance that only commands work on. */
export interface Instance extends Commands {
  readonly db: TestDatabase['db']
  /** For other commands on the same database. */
  readonly databaseUrl: string
}

/** Commands on a data folder. */
export interface Commands {
  readonly blobs: Blobs
  readonly settings: Settings
  /** A folder for files. */
  readonly folder: string
  /** Runs a command; its standard output. Rejects, with what it said, when it fails. */
  relais(...words: string[]): Promise<string>
  /** Runs a command and reads its answer. */
  relaisJson<T>(...words: string[]): Promise<T>
  relaisWith(input: string, ...words: string[]): Promise<string>
  /** Runs a command; its standard output as bytes, and what it says on standard error. */
  relaisBytes(...words: string[]): Promise<{ stdout: Buffer; stderr: string }>
  /** Starts a command and ends it by SIGKILL when told to; resolves once it is gone, with how it went. */
  relaisUntil(stop: Promise<unknown>, ...words: string[]): Promise<'killed' | 'ended'>
  close(): Promise<void>
}

/** On a database of the test's PostgreSQL. */
export async function openInstance(): Promise<Instance> {
  const database = await testDatabase()
  const commands = await openCommands({ DATABASE_URL: database.url })
  return {
    ...commands,
    db: database.db,
    databaseUrl: database.url,
    close: async () => {
      await database.close()
      await commands.close()
    },
  }
}

/** On a PostgreSQL of their own in their folder, which each command starts and stops. */
export async function openCommands(more: NodeJS.ProcessEnv = {}): Promise<Commands> {
  const folder = await temporaryFolder()
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    RELAIS_DATA: folder,
    RELAIS_DOMAIN: 'relais.example',
    ...more,
  }
  const settings = loadSettings({ env })
  const options = { cwd: folder, env, maxBuffer: MOST_OUTPUT }
  const run = async (words: readonly string[], input = '') => {
    const running = promisify(execFile)(entry, words, options)
    running.child.stdin?.end(input)
    return (await running).stdout
  }
  return {
    blobs: openBlobs(settings),
    settings,
    folder,
    relais: (...words) => run(words),
    relaisJson: async (...words) => JSON.parse(await run([...words, '--json'])),
    relaisWith: (input, ...words) => run(words, input),
    relaisBytes: async (...words) => {
      const { stdout, stderr } = await promisify(execFile)(entry, words, { ...options, encoding: 'buffer' })
      return { stdout, stderr: stderr.toString() }
    },
    relaisUntil: async (stop, ...words) => {
      const child = spawn(entry, words, { cwd: folder, env, stdio: 'ignore', detached: true })
      const ended = new Promise<'killed' | 'ended'>((done) =>
        child.once('exit', (_, signal) => done(signal === 'SIGKILL' ? 'killed' : 'ended')),
      )
      await Promise.race([stop, ended])
      // The whole group: the command may be started by another process.
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
      return await ended
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
