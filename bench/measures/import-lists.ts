// Brings a whole archive in by `relais import lists`, and measures what that costs.

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { makePublicList, makeSpace } from '../lists.ts'
import { type Cpu, cpu, type Memory, memory, ofEndedChildren, spent } from '../processes.ts'
import type { Relais } from '../relais.ts'
import { now } from '../sessions.ts'
import { median } from '../statistics.ts'
import type { Corpus } from './corpus.ts'

/** What the import of an archive took. CPU in seconds, of whole process trees. */
export interface ImportCost {
  readonly added: number
  readonly leftovers: number
  readonly wallSeconds: number
  /** Of the command, its start included. */
  readonly commandSeconds: number
  readonly postgresSeconds: number
  /** Of the server's Node.js, which only stands by. */
  readonly serverSeconds: number
  /** What server and PostgreSQL would have spent in that time with nothing to do. */
  readonly idleSeconds: number
  /** Of one command that does next to nothing. */
  readonly startSeconds: number
  /** Of PostgreSQL, tidying up after the last command. */
  readonly afterwardsSeconds: number
  /** Server, command and PostgreSQL together, at the worst moment. */
  readonly peak: Memory
}

const result = z.object({ added: z.number(), leftovers: z.number() })

const WATCH_MS = 500
const IDLE_MS = 3_000
const STARTS = 3
const QUIET = { everyMs: 1_000, seconds: 0.02, looks: 5, mostLooks: 90 }

/** Makes the lists of an archive and imports them all. */
export async function importLists(relais: Relais, { folder, answers }: Corpus): Promise<ImportCost> {
  await makeSpace(relais)
  const addresses: string[] = []
  for (const { name } of answers.meta.lists) addresses.push(await makePublicList(relais, name))
  const startSeconds = await startCost(relais, addresses[0]!)
  await quiet(relais)
  const idleRate = await idle(relais)
  const memory = watch(relais.pid)
  const before = { server: cpu(relais.pid), commands: ofEndedChildren(), at: now() }
  const out = await relais.command(['import', 'lists', join(folder, 'mbox'), '--json'], '', memory.also)
  const { added, leftovers } = result.parse(JSON.parse(out))
  const wallSeconds = now() - before.at
  const commandSeconds = ofEndedChildren() - before.commands
  const { nodeSeconds: serverSeconds, postgresSeconds } = spent(before.server, cpu(relais.pid))
  const peak = memory.stop()
  return {
    added,
    leftovers,
    wallSeconds,
    commandSeconds,
    postgresSeconds,
    serverSeconds,
    idleSeconds: idleRate * wallSeconds,
    startSeconds,
    afterwardsSeconds: await quiet(relais),
    peak,
  }
}

/** CPU of a command that only joins the database and looks something up. */
async function startCost(relais: Relais, list: string): Promise<number> {
  const costs: number[] = []
  for (let n = 0; n < STARTS; n++) {
    const before = ofEndedChildren()
    await relais.command(['list', 'show', list])
    costs.push(ofEndedChildren() - before)
  }
  return median(costs)
}

/** CPU seconds a second that a server spends doing nothing. */
async function idle(relais: Relais): Promise<number> {
  const before = cpu(relais.pid)
  await sleep(IDLE_MS)
  return sum(spent(before, cpu(relais.pid))) / (IDLE_MS / 1000)
}

/** Waits until there is nothing left to do for a while; the CPU seconds that took. */
async function quiet(relais: Relais): Promise<number> {
  const first = cpu(relais.pid)
  let last = first
  for (let looks = 0, calm = 0; calm < QUIET.looks && looks < QUIET.mostLooks; looks++) {
    await sleep(QUIET.everyMs)
    const seen = cpu(relais.pid)
    calm = sum(spent(last, seen)) <= QUIET.seconds ? calm + 1 : 0
    last = seen
  }
  return sum(spent(first, last))
}

const sum = ({ nodeSeconds, postgresSeconds }: Cpu): number => nodeSeconds + postgresSeconds

/** Watches the server and the command that runs beside it. */
function watch(server: number): { also(pid: number): void; stop(): Memory } {
  let command = server
  let peak = memory(server)
  const look = (): void => {
    const seen = memory(command === server ? server : [server, command])
    if (seen.totalMb > peak.totalMb) peak = seen
  }
  const timer = setInterval(look, WATCH_MS).unref()
  return {
    also: (pid) => {
      command = pid
    },
    stop: () => {
      clearInterval(timer)
      return peak
    },
  }
}
