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

/** A process and all below it. */
function tree(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name)))
  const found = all.filter((process) => process.pid === root)
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

/** The memory of a process and all below it. */
export function memory(root: number): Memory {
  const measured = tree(root).map((process) => ({ postgres: isPostgres(process), kb: pssKb(process.pid) }))
  const mb = (kept: typeof measured): number => round(kept.reduce((sum, { kb }) => sum + kb, 0) / 1024)
  return {
    nodeMb: mb(measured.filter(({ postgres }) => !postgres)),
    postgresMb: mb(measured.filter(({ postgres }) => postgres)),
    totalMb: mb(measured),
    processes: measured.length,
  }
}

/** The CPU time of a process and all below it. */
export function cpu(root: number): Cpu {
  const all = tree(root)
  const seconds = (kept: Process[]): number => round(kept.reduce((sum, one) => sum + one.seconds, 0))
  return {
    nodeSeconds: seconds(all.filter((one) => !isPostgres(one))),
    postgresSeconds: seconds(all.filter(isPostgres)),
  }
}

/** What was spent between two readings. */
export function spent(before: Cpu, after: Cpu): Cpu {
  return {
    nodeSeconds: round(after.nodeSeconds - before.nodeSeconds),
    postgresSeconds: round(after.postgresSeconds - before.postgresSeconds),
  }
}

/** Watches the memory until told to stop; `stop` gives the highest total seen. A look takes about 15 ms of CPU. */
export function watchMemory(root: number, everyMs: number): { stop(): Memory } {
  let peak = memory(root)
  const look = (): void => {
    const seen = memory(root)
    if (seen.totalMb > peak.totalMb) peak = seen
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return peak
    },
  }
}
