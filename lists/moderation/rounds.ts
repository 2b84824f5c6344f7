// Every quarter of an hour: what waits is rounded up at its hour, reminded of, passed on, given up. Each thing once.
import type { Db } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import { type List, listsById } from '../lists.ts'
import { moderatorsOf } from '../roles.ts'
import type { Site } from '../site.ts'
import { hasRoundUp } from '../tokens.ts'
import { announce } from './announce.ts'
import { decide } from './decide.ts'
import { remindPosts } from './held-posts.ts'
import { remindRequests } from './join-requests.ts'
import { tellModerators } from './notice.ts'
import { type Undecided, undecided, writeRoundUp } from './round-up.ts'
import { dayOf, hourOf } from './words.ts'

const EVERY_MS = 15 * 60 * 1000
const DAY_MS = 24 * 3600 * 1000
/** Something that nobody was told of after so long: the job that should have is lost, or it was held before there were any. */
const UNTOLD_MS = 10 * 60 * 1000
/** So long the moderators of a list may be out of reach before others are written to. */
const PASS_ON_MS = 2 * DAY_MS

/** Makes sure that the next round is planned, once. */
export async function scheduleRounds(db: Db): Promise<void> {
  await addJob(
    db,
    'moderation',
    { rounds: true },
    { key: 'moderation-rounds', runAt: new Date(Date.now() + EVERY_MS) },
  )
}

/** Plans the next round, whatever comes of this one, and sees to all that waits. */
export async function makeRounds(site: Site): Promise<void> {
  await scheduleRounds(site.db)
  const now = new Date()
  const waiting = await undecided(site.db)
  const lists = await listsById(site.db, [...new Set(waiting.map(({ listId }) => listId))])
  const known = waiting.flatMap((one) => {
    const list = lists.get(one.listId)
    return list ? [{ ...one, list, ageMs: now.getTime() - one.heldAt.getTime() }] : []
  })
  const left = await giveUp(site, known)
  await passOn(site, left)
  await remind(site, left)
  await roundUp(site, left, now)
}

type Known = Undecided & { readonly list: List; readonly ageMs: number }

async function giveUp(site: Site, known: readonly Known[]): Promise<Known[]> {
  const isOver = ({ list, ageMs }: Known) =>
    list.settings.expiryDays !== null && ageMs > list.settings.expiryDays * DAY_MS
  for (const { held } of known.filter(isOver))
    await site.db.transaction((tx) => decide(tx, held, { what: 'expire', via: 'rule', waitSeconds: 0 }))
  return known.filter((one) => !isOver(one))
}

async function passOn(site: Site, known: readonly Known[]): Promise<void> {
  const untold = known.filter(({ announced, ageMs }) => !announced && ageMs > UNTOLD_MS)
  const late = known.filter(({ passedOn, ageMs }) => !passedOn && ageMs > PASS_ON_MS)
  const reached = await moderatorsOf(site.db, [...new Set([...untold, ...late].map(({ listId }) => listId))])
  for (const { held } of untold.filter(({ listId }) => reached.has(listId)))
    await site.db.transaction((tx) => announce(tx, held))
  for (const { held } of late.filter(({ listId }) => !reached.has(listId)))
    await tellModerators(site, held, 'beyond')
}

async function remind(site: Site, known: readonly Known[]): Promise<void> {
  const due = known.filter(
    ({ list, ageMs, reminded }) =>
      !reminded && list.settings.reminderDays !== null && ageMs > list.settings.reminderDays * DAY_MS,
  )
  if (due.length === 0) return
  await site.db.transaction(async (tx) => {
    const ids = (kind: 'post' | 'join') =>
      due.flatMap(({ held }) => Object.entries(held).flatMap(([name, id]) => (name === kind ? [id] : [])))
    await remindPosts(tx, ids('post'))
    await remindRequests(tx, ids('join'))
    for (const { moderator, theirs } of await byModerator(site, due))
      await writeRoundUp(tx, site, {
        to: moderator,
        held: theirs.map(({ held }) => held),
        name: 'held-reminder',
        once: `held-reminder:${moderator.address}:${JSON.stringify(theirs[0]!.held)}`,
      })
  })
}

async function roundUp(site: Site, known: readonly Known[], now: Date): Promise<void> {
  const { roundUpHour } = site.moderation
  const zoneOf = ({ list }: Known) => list.settings.timeZone
  // What came after the hour is for tomorrow; what a server that was off missed is for now.
  const due = known.filter((one) => {
    const zone = zoneOf(one)
    if (hourOf(now, zone) < roundUpHour) return false
    return dayOf(one.heldAt, zone) < dayOf(now, zone) || hourOf(one.heldAt, zone) < roundUpHour
  })
  for (const { moderator, theirs } of await byModerator(site, due)) {
    const day = dayOf(now, zoneOf(theirs[0]!))
    if (await hasRoundUp(site.db, moderator.address, day)) continue
    await site.db.transaction((tx) =>
      writeRoundUp(tx, site, {
        to: moderator,
        held: theirs.map(({ held }) => held),
        name: 'round-up',
        day,
        once: `round-up:${moderator.address}:${day}`,
      }),
    )
  }
}

async function byModerator(site: Site, known: readonly Known[]) {
  const lists = await moderatorsOf(site.db, [...new Set(known.map(({ listId }) => listId))])
  const all = new Map([...lists.values()].flat().map((one) => [one.personId, one]))
  return [...all.values()].map((moderator) => ({
    moderator,
    theirs: known.filter(({ listId }) =>
      lists.get(listId)?.some((one) => one.personId === moderator.personId),
    ),
  }))
}
