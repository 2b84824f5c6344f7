// How fast the sink takes the same transactions from a bare client: the limit that no list server passes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { subscriber } from './lists.ts'
import { type Manner, now, push, type Transaction } from './sessions.ts'

export const SESSIONS = 20
const SENDER = 'redaction@bench.example'

/** Seconds that each bare client takes. */
export interface Bare {
  /** Ours, one command at a time, as smtp-source does. */
  readonly inTurn: number
  /** Ours, commands in one write. */
  readonly pipelined: number
  /** Postfix's, when it is installed. */
  readonly smtpSource?: number
}

export interface Load {
  readonly transactions: number
  /** A transaction. */
  readonly recipients: number
  readonly bytes: Buffer
  readonly folder: string
}

/** Postfix's load generator, when it is installed. */
function smtpSource(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'smtp-source')).find((path) => existsSync(path))
}

/** Pushes the load over twenty lasting sessions, with each client there is. */
export async function bare(port: number, load: Load): Promise<Bare> {
  const program = smtpSource()
  const inTurn = await ours(port, load, 'in-turn')
  const pipelined = await ours(port, load, 'pipelined')
  return { inTurn, pipelined, ...(program && { smtpSource: await withSmtpSource(program, port, load) }) }
}

async function ours(port: number, load: Load, manner: Manner): Promise<number> {
  const before = now()
  const { last, refused } = await push(port, SESSIONS, transactions(load), manner)
  if (refused.length > 0) throw new Error(`the sink refused: ${refused[0]}`)
  return last - before
}

function* transactions(load: Load): Generator<Transaction> {
  for (let n = 0; n < load.transactions; n++) {
    const recipients = Array.from({ length: load.recipients }, (_, r) => subscriber(n * load.recipients + r))
    yield { mailFrom: SENDER, recipients, pieces: [load.bytes] }
  }
}

async function withSmtpSource(program: string, port: number, load: Load): Promise<number> {
  const file = join(load.folder, 'letter.eml')
  await writeFile(file, load.bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  const sized = ['-s', String(SESSIONS), '-m', String(load.transactions), '-r', String(load.recipients)]
  const before = now()
  const told = ['-d', '-F', file, '-f', SENDER, '-t', 'abonne@bench.example', `inet:127.0.0.1:${port}`]
  const child = spawn(program, [...sized, ...told], { stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`)
  return now() - before
}
