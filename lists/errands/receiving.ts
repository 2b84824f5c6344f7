// How somebody receives a list: in which way, paused or not, with their own messages or not, seen by others or not.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { enChanges, enWays } from '#templates/mails/en/receiving.ts'
import { frChanges, frWays } from '#templates/mails/fr/receiving.ts'
import { note } from '../audit.ts'
import { lastDayOf } from '../commands/pause.ts'
import type { Verb } from '../commands/verbs.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { List } from '../lists.ts'
import { type Language, languageOf } from '../mails.ts'
import { type Person, personByAddress } from '../people.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { changeReceiving, isOn, type Receiving } from '../subscriptions.ts'
import { makeToken } from '../tokens.ts'
import { answerAbout } from './list-mail.ts'
import type { Asked } from './table.ts'

export type Change =
  | { readonly kind: 'pause'; readonly until: string | 'open' }
  | { readonly kind: Exclude<keyof typeof WANTED, 'pause'> }

/** What each change writes; a pause its day besides. Who chooses a way of receiving wants to receive. */
const WANTED = {
  each: { mode: 'each', pausedThrough: null },
  'without-files': { mode: 'without-files', pausedThrough: null },
  notices: { mode: 'notices', pausedThrough: null },
  digest: { mode: 'digest', pausedThrough: null },
  'digest-plain': { mode: 'digest-plain', pausedThrough: null },
  titles: { mode: 'titles', pausedThrough: null },
  pause: {},
  resume: { pausedThrough: null },
  'without-own': { ownPosts: false },
  'with-own': { ownPosts: true },
  hide: { hidden: true },
  show: { hidden: false },
} as const satisfies Partial<Record<Verb, Receiving>>

export const isChange = (verb: Verb): verb is Change['kind'] => verb in WANTED

/** The change that a command asks for; undefined when its day is none. */
export async function changeOf(
  verb: Change['kind'],
  rest: string,
  { list, at }: { readonly list: List; readonly at: Date },
): Promise<Change | undefined> {
  if (verb !== 'pause') return { kind: verb }
  const until = await lastDayOf(rest, { now: at, timeZone: list.settings.timeZone })
  return until === undefined ? undefined : { kind: 'pause', until }
}

/** Changes how somebody receives a list if they are proved, else one confirmation is asked. */
export async function changeBy(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, change }: { readonly to: string; readonly change: Change },
): Promise<string> {
  if (atLeast(asked.arrival.evidence.level, 'spf-aligned'))
    return await changeNow(tx, site, asked, list, { to, change })
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    listId: list.id,
    detail: { act: 'receiving', change },
  })
  return await answerAbout(tx, site, asked, list, {
    name: 'receiving-confirm',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { change: inWords(change, list, await languageOf(tx, to, list.settings.language)).change },
  })
}

/** For somebody who is proved. */
export async function changeNow(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, change }: { readonly to: string; readonly change: Change },
): Promise<string> {
  const person = await personByAddress(tx, to)
  if (!person || !(await isOn(tx, list.id, person.id)))
    return await answerAbout(tx, site, asked, list, { name: 'not-on-list', to })
  await apply(tx, list, person, change)
  return await answerAbout(tx, site, asked, list, {
    name: 'receiving-changed',
    to,
    fromAddress: derivedAddress(list.address, 'request'),
    sentences: inWords(change, list, await languageOf(tx, to, list.settings.language)),
  })
}

async function apply(tx: Tx, list: List, person: Person, change: Change): Promise<void> {
  const wanted: Receiving = change.kind === 'pause' ? { pausedThrough: change.until } : WANTED[change.kind]
  await changeReceiving(tx, list, person.id, wanted)
  await note(tx, {
    act: 'receiving',
    via: 'mail',
    personId: person.id,
    listId: list.id,
    spaceId: list.space.id,
    detail: change,
  })
}

function inWords(change: Change, list: List, language: Language): { change: string; back: string } {
  const [changes, ways] = language === 'fr' ? [frChanges, frWays] : [enChanges, enWays]
  const back = ways[change.kind]
  if (change.kind !== 'pause')
    return { change: changes[change.kind].replace('{hour}', String(list.settings.digestHour)), back }
  if (change.until === 'open') return { change: changes.pause, back }
  return { change: changes['pause-until'].replace('{until}', dayInWords(change.until, language)), back }
}

function dayInWords(day: string, language: Language): string {
  const words = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
  return language === 'fr' ? words.replace(/^1 /, '1er ').replaceAll(' ', '\u00a0') : words
}
