// Starts the real program as its own process, and runs its commands.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from './folder.ts'
import { until } from './until.ts'

const root = join(import.meta.dirname, '../..')
const entry = join(root, 'bin/relais')

/** The program, running. */
export interface Program {
  readonly smtp: number
  readonly lmtp: number
  readonly web: string
  readonly data: string
  readonly pid: number
  /** Everything it has said so far. */
  output(): string
  /** Runs a command beside it; its standard output. Rejects when it fails. */
  relais(...words: string[]): Promise<string>
  relaisWith(input: string, ...words: string[]): Promise<string>
  /** SIGKILL, as a power cut would; `restart` starts it again on the same data and ports. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>
  /** Stops and forgets its data. */
  remove(): Promise<void>
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((s) => once(s, 'listening')))
  const ports = servers.map((s) => (s.address() as { port: number }).port)
  await Promise.all(servers.map((s) => new Promise((done) => s.close(done))))
  return ports
}

/** Starts the program with these settings over a data folder of its own; resolves once it says that it is ready. */
export async function startProgram(
  options: { env?: Record<string, string>; command?: 'serve' | 'demo'; data?: string } = {},
): Promise<Program> {
  const [smtp, lmtp, web] = (await freePorts(3)) as [number, number, number]
  const data = options.data ?? (await temporaryFolder())
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    RELAIS_DATA: data,
    RELAIS_DOMAIN: 'relais.example',
    RELAIS_SMTP_PORT: String(smtp),
    RELAIS_LMTP_PORT: String(lmtp),
    RELAIS_WEB_PORT: String(web),
    ...options.env,
  }
  let said = ''
  let child: ChildProcess

  async function start(): Promise<void> {
    const mine = spawn(entry, [options.command ?? 'serve'], {
      cwd: data,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = mine
    const from = said.length
    mine.stdout.on('data', (chunk) => {
      said += chunk
    })
    mine.stderr.on('data', (chunk) => {
      said += chunk
    })
    await until(() => {
      if (mine.exitCode !== null) throw new Error(`the program ended:\n${said}`)
      return said.includes('Relais is ready', from)
    }, 90_000)
  }

  const ended = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  const run = async (words: string[], input?: string) => {
    const running = promisify(execFile)(entry, words, {
      cwd: data,
      env: env as NodeJS.ProcessEnv,
      maxBuffer: 64 * 1024 * 1024,
    })
    running.child.stdin?.end(input ?? '')
    return (await running).stdout
  }

  await start()
  return {
    smtp,
    lmtp,
    web: `http://localhost:${web}`,
    data,
    get pid() {
      return child.pid!
    },
    output: () => said,
    relais: (...words) => run(words),
    relaisWith: (input, ...words) => run(words, input),
    kill: async () => {
      child.kill('SIGKILL')
      await ended()
    },
    restart: start,
    stop: async () => {
      child.kill('SIGTERM')
      await ended()
      return child.exitCode
    },
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await ended()
      }
      await rm(data, { recursive: true, force: true })
    },
  }
}
