// What a tree of processes costs, read from /proc (Linux).
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /** CPU seconds, those of ended and waited-for children included. */
  readonly seconds: number
}

/** Memory in MB (proportional set size), by program. */
export interface Memory {
  readonly nodeMb: number
  readonly postgresMb: number
  readonly totalMb: number
  readonly processes: number
}

/** CPU seconds since each process started, by program. */
export interface Cpu {
  readonly nodeSeconds: number
  readonly postgresSeconds: number
}

const TICKS_A_SECOND = 100 // USER_HZ of Linux on every machine that Node runs on

/** One process or several, none of them below another. */
export type Roots = number | readonly number[]

/** Processes and all below them. */
function tree(roots: Roots): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name)))
  const found = all.filter((process) => [roots].flat().includes(process.pid))
  for (const one of found) found.push(...all.filter((process) => process.parent === one.pid))
  return found
}

/** A process; none when it ended meanwhile. */
function look(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = rest.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return [{ pid, parent: Number(rest[1]), name: basename(name), seconds: ticks / TICKS_A_SECOND }]
  } catch {
    return []
  }
}

/** Bytes that the kernel counts for a process, shared pages divided among their users; 0 when it ended. */
function pssKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

const isPostgres = ({ name }: Process): boolean => name.startsWith('postgres')
const round = (value: number): number => Math.round(value * 10) / 10
const toTick = (seconds: number): number => Math.round(seconds * TICKS_A_SECOND) / TICKS_A_SECOND

/** The memory of processes and all below them. */
export function memory(roots: Roots): Memory {
  const measured = tree(roots).map((process) => ({ postgres: isPostgres(process), kb: pssKb(process.pid) }))
  const mb = (kept: typeof measured): number => round(kept.reduce((sum, { kb }) => sum + kb, 0) / 1024)
  return {
    nodeMb: mb(measured.filter(({ postgres }) => !postgres)),
    postgresMb: mb(measured.filter(({ postgres }) => postgres)),
    totalMb: mb(measured),
    processes: measured.length,
  }
}

/** The CPU time of processes and all below them. */
export function cpu(roots: Roots): Cpu {
  const all = tree(roots)
  const seconds = (kept: Process[]): number => toTick(kept.reduce((sum, one) => sum + one.seconds, 0))
  return {
    nodeSeconds: seconds(all.filter((one) => !isPostgres(one))),
    postgresSeconds: seconds(all.filter(isPostgres)),
  }
}

/** What was spent between two readings. */
export function spent(before: Cpu, after: Cpu): Cpu {
  return {
    nodeSeconds: toTick(after.nodeSeconds - before.nodeSeconds),
    postgresSeconds: toTick(after.postgresSeconds - before.postgresSeconds),
  }
}

/** CPU seconds of all that this process started, that ended and that it waited for. */
export function ofEndedChildren(): number {
  const { pid } = process
  const own = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = own.slice(own.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND
}

/** Watches the memory until told to stop; `stop` gives the highest total seen. A look takes about 15 ms of CPU. */
export function watchMemory(roots: Roots, everyMs: number): { stop(): Memory } {
  let peak = memory(roots)
  const look = (): void => {
    const seen = memory(roots)
    if (seen.totalMb > peak.totalMb) peak = seen
  }
  const timer = setInterval(look, everyMs).unref()
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return peak
    },
  }
}
