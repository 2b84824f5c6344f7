// Twenty sessions sending 50 MB each at once: how much memory does the server take?
import { SESSIONS } from '../bare.ts'
import { heavyLetter } from '../letters.ts'
import { AUTHOR, makeList, makeSpace } from '../lists.ts'
import { cpu, spent, watchMemory } from '../processes.ts'
import { now, push, type Transaction } from '../sessions.ts'
import { short } from '../statistics.ts'
import { reach } from '../wait.ts'
import type { Workload } from './workload.ts'

const BYTES = 50_000_000
const WATCH_MS = 200

export const big: Workload = async ({ relais, sink }) => {
  await makeSpace(relais)
  const list = await makeList(relais, 'lourde', 1, [`max-bytes=${2 * BYTES}`])
  const before = cpu(relais.pid)
  const memory = watchMemory(relais.pid, WATCH_MS)
  const began = now()
  const { accepted, refused, last } = await push(relais.smtpPort, SESSIONS, letters(list))
  const copies = await reach(accepted, async () => (await sink.report()).copies)
  const report = await sink.report()
  const peak = memory.stop()
  const figures = {
    sessions: SESSIONS,
    bytes: BYTES,
    accepted,
    refused: refused.slice(0, 3),
    delivered: copies,
    acceptedSeconds: short(last - began),
    deliveredSeconds: short(report.last - began),
    ...spent(before, cpu(relais.pid)),
    peak,
  }
  const line = `big: ${accepted} of ${SESSIONS} messages of ${BYTES / 1e6} MB accepted at once in ${figures.acceptedSeconds} s, peak ${peak.totalMb} MB (Node ${peak.nodeMb}, PostgreSQL ${peak.postgresMb})`
  return { figures, line }
}

function* letters(list: string): Generator<Transaction> {
  for (let n = 0; n < SESSIONS; n++) {
    const pieces = heavyLetter({ from: AUTHOR, to: list, word: `lourd${n}x` }, BYTES)
    yield { mailFrom: AUTHOR, recipients: [list], pieces }
  }
}
