// What one more message costs an archive that is full already: by SMTP, until it is found.
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { letter } from '../letters.ts'
import { AUTHOR, makePublicList } from '../lists.ts'
import { cpu, spent } from '../processes.ts'
import type { Relais } from '../relais.ts'
import { push } from '../sessions.ts'
import { median } from '../statistics.ts'
import { reach } from '../wait.ts'

const COUNT = 120
const WARM_UP = 240 // a server runs for weeks, and its first hundred mails take twice as long
const TIMED = 10
const BETWEEN_MS = 50
const IDLE_MS = 5_000
const LOOK_MS = 5

/** CPU milliseconds a message, mean of 120, Node.js and PostgreSQL; and how long until one is found. */
export interface OneMore {
  readonly messages: number
  readonly nodeMs: number
  readonly postgresMs: number
  readonly cpuMs: number
  /** Of them, what would have been spent in that time anyway. */
  readonly idleMs: number
  /** From MAIL to being found, median of ten. */
  readonly foundAfterMs: number
}

/** Sends messages one by one to a new list without readers, so that nothing but filing is measured. */
export async function oneMore(relais: Relais): Promise<OneMore> {
  const list = await makePublicList(relais, `mesure-${Date.now().toString(36)}`)
  await relais.command(['subscriber', 'add', list, AUTHOR, '--mode', 'none'])
  for (let n = 0; n < WARM_UP; n++) await post(relais, list, 'avant')
  await reach(WARM_UP, () => total(relais, 'avant'))
  const resting = cpu(relais.pid)
  await sleep(IDLE_MS)
  const idle = spent(resting, cpu(relais.pid))
  const run = `une${Date.now().toString(36)}`
  const before = cpu(relais.pid)
  const began = performance.now()
  for (let n = 0; n < COUNT; n++) {
    await post(relais, list, `${run}-${n}`)
    await sleep(BETWEEN_MS)
  }
  const messages = await reach(COUNT, () => total(relais, run))
  const taken = spent(before, cpu(relais.pid))
  const share = (performance.now() - began) / IDLE_MS / COUNT
  const nodeMs = (taken.nodeSeconds * 1000) / COUNT
  const postgresMs = (taken.postgresSeconds * 1000) / COUNT
  return {
    messages,
    nodeMs,
    postgresMs,
    cpuMs: nodeMs + postgresMs,
    idleMs: (idle.nodeSeconds + idle.postgresSeconds) * 1000 * share,
    foundAfterMs: await foundAfter(relais, list),
  }
}

async function foundAfter(relais: Relais, list: string): Promise<number> {
  const delays: number[] = []
  for (let n = 0; n < TIMED; n++) {
    const word = `vite${Date.now().toString(36)}x${n}`
    const began = performance.now()
    await post(relais, list, word)
    while ((await total(relais, word)) === 0) await sleep(LOOK_MS)
    delays.push(performance.now() - began)
  }
  return median(delays)
}

async function post(relais: Relais, list: string, word: string): Promise<void> {
  const pieces = [letter({ from: AUTHOR, to: list, word })]
  const { refused } = await push(relais.smtpPort, 1, [{ mailFrom: AUTHOR, recipients: [list], pieces }])
  if (refused.length > 0) throw new Error(`the post was refused: ${refused[0]}`)
}

async function total(relais: Relais, word: string): Promise<number> {
  const answer = await fetch(`${relais.web}/api/v1/search?q=${word}&limit=1`)
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`)
  return z.object({ total: z.number() }).parse(await answer.json()).total
}
