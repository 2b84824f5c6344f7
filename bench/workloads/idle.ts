import { setTimeout as sleep } from 'node:timers/promises'
import { memory } from '../processes.ts'
import type { Workload } from './workload.ts'

/** The memory of an empty server that nobody has asked anything since it was ready. */
export const idle: Workload = async ({ relais }, { after }) => {
  await sleep(after * 1000)
  const seen = memory(relais.pid)
  const line = `idle ${after} s after ready: ${seen.totalMb} MB (Node ${seen.nodeMb}, PostgreSQL ${seen.postgresMb})`
  return { figures: { afterSeconds: after, ...seen }, line }
}
