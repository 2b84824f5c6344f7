import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_MS = 20
const STALL_MS = 60_000

/** Asks until so many have come; gives what came when nothing more does for a minute. */
export async function reach(count: number, ask: () => Promise<number>): Promise<number> {
  let seen = await ask()
  let since = Date.now()
  while (seen < count && Date.now() - since < STALL_MS) {
    await sleep(LOOK_MS)
    const more = await ask()
    if (more > seen) since = Date.now()
    seen = more
  }
  return seen
}
