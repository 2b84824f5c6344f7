import type { Relais } from '../relais.ts'
import { percentile, short } from '../statistics.ts'
import type { LatencyQuery } from './queries.ts'
import { cpuMsOf, type Visitor } from './visits.ts'

export const SORTS = ['date', 'relevance'] as const

/** What people see first, and what programs get. */
const DOORS = { page: '/search', api: '/api/v1/search' } as const

export interface Latency {
  readonly asked: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
  /** Of Node.js and PostgreSQL, a question. */
  readonly cpuMs: number
}

/** A server and its process. */
type Served = Pick<Relais, 'pid' | 'web'>

/** All questions together, and by class. */
export interface BySort {
  readonly all: Latency
  readonly classes: Readonly<Record<string, Latency>>
}

export type Latencies = Readonly<Record<(typeof SORTS)[number], BySort>>

/** How long each class of question takes, asked so many times over, one after the other, after once in vain. */
export async function latencies(
  relais: Served,
  visitor: Visitor,
  queries: readonly LatencyQuery[],
  door: keyof typeof DOORS,
  repeat: number,
): Promise<Latencies> {
  const bySort = async (sort: (typeof SORTS)[number]): Promise<BySort> => {
    const urlOf = ({ question }: LatencyQuery): string =>
      `${relais.web}${DOORS[door]}?${new URLSearchParams({ q: question, sort })}`
    for (const query of queries) await visitor.visit(urlOf(query))
    const all: Measured[] = []
    const classes: Record<string, Latency> = {}
    for (const kind of new Set(queries.map((query) => query.class))) {
      const urls = queries.filter((query) => query.class === kind).map(urlOf)
      const measured = await measure(relais, visitor, urls, repeat)
      classes[kind] = latency([measured])
      all.push(measured)
    }
    return { all: latency(all), classes }
  }
  return { date: await bySort('date'), relevance: await bySort('relevance') }
}

interface Measured {
  readonly times: readonly number[]
  readonly cpuMs: number
}

async function measure(
  relais: Served,
  visitor: Visitor,
  urls: readonly string[],
  repeat: number,
): Promise<Measured> {
  const times: number[] = []
  const cpuMs = await cpuMsOf(relais.pid, urls.length * repeat, async () => {
    for (const url of urls) for (let n = 0; n < repeat; n++) times.push(await visitor.visit(url))
  })
  return { times, cpuMs }
}

function latency(measured: readonly Measured[]): Latency {
  const times = measured.flatMap((one) => one.times)
  const cpuMs = measured.reduce((sum, one) => sum + one.cpuMs * one.times.length, 0) / times.length
  return {
    asked: times.length,
    p50Ms: short(percentile(times, 50)),
    p95Ms: short(percentile(times, 95)),
    maxMs: short(Math.max(...times)),
    cpuMs: short(cpuMs),
  }
}
