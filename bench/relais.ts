// The program that is measured: the real one, a process of its own on a new data folder.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

export const DOMAIN = 'bench.example'
const ROOT = join(import.meta.dirname, '..')
const READY_MS = 60_000
const STOP_MS = 60_000
const SAID_CHARS = 2_000 // of the log, when something failed

export interface Relais {
  readonly pid: number
  readonly smtpPort: number
  /** http://127.0.0.1:PORT */
  readonly web: string
  /** Its environment, for whoever joins its database. */
  readonly env: NodeJS.ProcessEnv
  /** The data folder. */
  readonly data: string
  /** Runs `relais ARGS` beside the server; what it printed. Fails with what it said when it fails. */
  command(args: readonly string[], input?: string, started?: (pid: number) => void): Promise<string>
  stop(): Promise<void>
}

/** Starts Relais in `folder`, its mail going out to the sink; resolves when it is ready. */
export async function startRelais(folder: string, sinkPort: number): Promise<Relais> {
  const [smtpPort, webPort] = [await freePort(), await freePort()]
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o755, recursive: true })
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    RELAIS_DATA: data,
    RELAIS_DOMAIN: DOMAIN,
    RELAIS_EVIDENCE: 'trust',
    RELAIS_RELAY: `smtp://127.0.0.1:${sinkPort}`,
    RELAIS_SMTP_PORT: String(smtpPort),
    RELAIS_WEB_PORT: String(webPort),
  }
  const program = join(ROOT, 'bin', 'relais')
  const server = spawn(program, ['serve'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(join(folder, 'relais.log'))
  server.stdout.pipe(log, { end: false })
  server.stderr.pipe(log, { end: false })
  const web = `http://127.0.0.1:${webPort}`
  try {
    await ready(`${web}/readyz`, () => server.exitCode !== null)
  } catch (error) {
    server.kill('SIGTERM')
    throw error
  }
  return {
    pid: server.pid ?? 0,
    smtpPort,
    web,
    env,
    data,
    command: async (args, input = '', started) => {
      const child = spawn(program, args, { cwd: ROOT, env })
      if (child.pid !== undefined) started?.(child.pid)
      child.stdin.end(input)
      const [out, said, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ])
      if (code !== 0) throw new Error(`relais ${args.join(' ')}: ${said || out}`)
      return out
    },
    stop: async () => {
      if (server.exitCode !== null) return
      server.kill('SIGTERM')
      await Promise.race([once(server, 'exit'), sleep(STOP_MS, undefined, { ref: false })])
      if (server.exitCode === null) server.kill('SIGKILL')
    },
  }
}

/** Starts Relais, works with it and stops it; what fails is told with the server's last words. */
export async function withRelais<T>(
  folder: string,
  sinkPort: number,
  work: (relais: Relais) => Promise<T>,
): Promise<T> {
  try {
    const relais = await startRelais(folder, sinkPort)
    try {
      return await work(relais)
    } finally {
      await relais.stop()
    }
  } catch (error) {
    const log = await readFile(join(folder, 'relais.log'), 'utf8').catch(() => '')
    const said = error instanceof Error ? error.message : String(error)
    throw new Error(`${said}\nRelais said:\n${log.slice(-SAID_CHARS)}`)
  }
}

async function ready(url: string, ended: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_MS
  while (Date.now() < deadline && !ended()) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error('Relais did not get ready')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
