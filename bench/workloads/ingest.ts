// Durable acceptance: 5 KB posts over twenty sessions to a small list, until the last 250 and until all are archived.
import { z } from 'zod'
import { SESSIONS } from '../bare.ts'
import { letter } from '../letters.ts'
import { AUTHOR, makeList, makeSpace } from '../lists.ts'
import { cpu, spent, watchMemory } from '../processes.ts'
import { now, push, type Transaction } from '../sessions.ts'
import { median, short } from '../statistics.ts'
import { reach } from '../wait.ts'
import type { Asked, Stage, Workload } from './workload.ts'

const SUBSCRIBERS = 3
const WATCH_MS = 1_000 // rarely: looking takes CPU time from what is measured

export const ingest: Workload = async (stage, asked) => {
  await makeSpace(stage.relais)
  const list = await makeList(stage.relais, 'recueil', SUBSCRIBERS, ['archive=public'])
  const runs = []
  for (let n = 0; n < asked.repeat; n++) runs.push(await once(stage, asked, list, `essai${n}z`))
  const rate = short(median(runs.map((run) => run.acceptedPerSecond)))
  const archived = short(median(runs.map((run) => run.archivedSeconds)))
  const line = `ingest: ${rate} messages/s accepted over ${SESSIONS} sessions, ${asked.messages} archived in ${archived} s`
  return {
    figures: {
      sessions: SESSIONS,
      subscribers: SUBSCRIBERS,
      acceptedPerSecond: rate,
      archivedSeconds: archived,
      runs,
    },
    line,
  }
}

async function once({ relais, sink }: Stage, asked: Asked, list: string, run: string) {
  await sink.reset()
  const before = cpu(relais.pid)
  const memory = watchMemory(relais.pid, WATCH_MS)
  const posts = [...letters(list, run, asked.messages)]
  const bytes = Buffer.concat([...(posts[0]?.pieces ?? [])]).length
  const began = now()
  const { accepted, refused, last } = await push(relais.smtpPort, SESSIONS, posts)
  const archived = await reach(accepted, () => searched(relais.web, run))
  const archivedAt = now()
  const copies = await reach(accepted * SUBSCRIBERS, async () => (await sink.report()).copies)
  const report = await sink.report()
  return {
    complete: accepted === asked.messages && archived === accepted && copies === accepted * SUBSCRIBERS,
    refused: refused.slice(0, 3),
    acceptedPerSecond: short(accepted / (last - began)),
    archivedSeconds: short(archivedAt - began),
    deliveredSeconds: short(report.last - began),
    bytes,
    ...spent(before, cpu(relais.pid)),
    peak: memory.stop(),
  }
}

function* letters(list: string, run: string, count: number): Generator<Transaction> {
  for (let n = 0; n < count; n++) {
    const bytes = letter({ from: AUTHOR, to: list, word: `${run}-${n}` })
    yield { mailFrom: AUTHOR, recipients: [list], pieces: [bytes] }
  }
}

/** How many messages with that word a stranger finds. */
async function searched(web: string, word: string): Promise<number> {
  const answer = await fetch(`${web}/api/v1/search?q=${word}&limit=1`)
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`)
  return z.object({ total: z.number() }).parse(await answer.json()).total
}
