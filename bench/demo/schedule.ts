import { atParis, dayOf, parisClock } from './calendar.ts'
import { seeded } from './random.ts'
import type { Scene } from './scene.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MORNING = 7 * 60 + 30
const EVENING = 22 * 60 + 45

/** The day a scene starts, and when each of its lines was sent; begun earlier when it would not be over yet. */
export function schedule(scene: Scene, seed: number, now: Date): { day: string; at: Date[] } {
  for (let daysEarlier = 0; ; daysEarlier++) {
    const day = dayOf(scene.when, new Date(now.getTime() - daysEarlier * DAY_MS))
    const at = times(scene, seeded(seed), day)
    if (at.every((time) => time.getTime() < now.getTime() - 5 * MINUTE_MS)) return { day, at }
  }
}

function times(scene: Scene, random: () => number, day: string): Date[] {
  let at = atParis(day, 8 * 60 + Math.floor(random() * 13 * 60))
  return scene.lines.map((_, index) => {
    if (index > 0) at = awake(new Date(at.getTime() + (12 + 900 * random() ** 3) * MINUTE_MS), random)
    return at
  })
}

/** That moment, or the next morning when people sleep. */
function awake(at: Date, random: () => number): Date {
  const [day = '', time = ''] = parisClock(at).split(' ')
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  if (minutes >= MORNING && minutes <= EVENING) return at
  const next = minutes < MORNING ? day : parisClock(new Date(at.getTime() + DAY_MS)).slice(0, 10)
  return atParis(next, MORNING + Math.floor(random() * 150))
}
