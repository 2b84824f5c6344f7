// What the pages that readers open cost: messages, threads, the biggest threads, the front of a list's archive.
import { urlHash } from '#mta/message/identity.ts'
import type { Answers } from '../archive/answers.ts'
import { DOMAIN, type Relais } from '../relais.ts'
import { median, percentile, short } from '../statistics.ts'
import { cpuMsOf, type Visitor } from './visits.ts'

/** `cpuMs` is that of a page at the median of so many, Node.js and PostgreSQL. */
export interface PageCost {
  readonly pages: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly cpuMs: number
}

export type ReadingCost = Readonly<Record<'message' | 'thread' | 'bigThread' | 'archive', PageCost>>

const PAGES = 50 // of a kind
const VISITS = 20 // of each: CPU time is counted in hundredths of a second

/** Opens pages of each kind, each several times. */
export async function readingCost(relais: Relais, visitor: Visitor, answers: Answers): Promise<ReadingCost> {
  const { threads, biggest_threads: biggest } = answers
  const listUrl = (list: string): string => `${relais.web}/lists/${list}@${DOMAIN}`
  const threadUrl = ({ list, root }: { list: string; root: string }): string =>
    `${listUrl(list)}/threads/${urlHash(root)}`
  const messages = threads.flatMap(({ list, ids }) =>
    ids.map((id) => `${listUrl(list)}/messages/${urlHash(id)}`),
  )
  const step = Math.max(1, Math.floor(messages.length / PAGES))
  const cost = (urls: readonly string[]) => pageCost(relais, visitor, urls.slice(0, PAGES))
  return {
    message: await cost(messages.filter((_, n) => n % step === 0)),
    thread: await cost(threads.map(threadUrl)),
    bigThread: await cost(biggest.map(threadUrl)),
    archive: await cost(answers.meta.lists.map(({ name }) => `${listUrl(name)}/archive`).slice(0, 10)),
  }
}

async function pageCost(relais: Relais, visitor: Visitor, urls: readonly string[]): Promise<PageCost> {
  const times: number[] = []
  const costs: number[] = []
  for (const url of urls) {
    await visitor.visit(url)
    costs.push(
      await cpuMsOf(relais.pid, VISITS, async () => {
        for (let n = 0; n < VISITS; n++) times.push(await visitor.visit(url))
      }),
    )
  }
  return {
    pages: urls.length,
    p50Ms: short(percentile(times, 50)),
    p95Ms: short(percentile(times, 95)),
    cpuMs: short(median(costs)),
  }
}
