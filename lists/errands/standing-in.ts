// A moderator goes on holiday: until when, and who decides in their place. What gives somebody a say over others' messages
// is asked about by a second mail, and proved.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { standInOf } from '../commands/stand-in.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { List } from '../lists.ts'
import { type Language, languageOf, listSentences, write } from '../mails.ts'
import { provesModerator } from '../moderation/evidence.ts'
import { dayInWords, phrases, said } from '../moderation/words.ts'
import { type Person, personByAddress } from '../people.ts'
import { decidesOn, moderatesOf, standAside } from '../roles.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { isOn } from '../subscriptions.ts'
import { makeToken } from '../tokens.ts'
import { answerAbout } from './list-mail.ts'
import type { Asked } from './table.ts'

/** As a token keeps it. */
export interface StandIn {
  readonly through: string | 'open'
  /** An address, as compared. */
  readonly deputy?: string
}

/** PAUSE MODÉRATION: asks for one confirmation. */
export async function stopModerating(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, rest }: { readonly to: string; readonly rest: string },
): Promise<string> {
  const person = await personByAddress(tx, to)
  if (!person?.verified || !person.trusted || !(await decidesOn(tx, person.id, list.id)))
    return await answerAbout(tx, site, asked, list, { name: 'not-moderator', to })
  const clock = { now: asked.arrival.receivedAt, timeZone: list.settings.timeZone }
  const wanted = await standInOf(rest, clock)
  const deputy = wanted?.deputy === undefined ? undefined : await deputyOf(tx, list, wanted.deputy, person.id)
  if (wanted === undefined || (wanted.deputy !== undefined && deputy === undefined))
    return await answerAbout(tx, site, asked, list, { name: 'stand-in-unknown', to })
  if (deputy && !provesModerator(asked.arrival.evidence)) return await unproved(tx, site, asked, list, to)
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    listId: list.id,
    detail: { act: 'stand-in', wanted },
  })
  return await answerAbout(tx, site, asked, list, {
    name: 'stand-in-confirm',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { change: changeInWords(wanted, deputy, await languageOf(tx, to, list.settings.language)) },
  })
}

/** Confirmed: the role stays theirs, and is another's to use meanwhile. */
export async function standInNow(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, wanted }: { readonly to: string; readonly wanted: StandIn },
): Promise<string> {
  const person = await personByAddress(tx, to)
  const deputy =
    person && wanted.deputy !== undefined ? await deputyOf(tx, list, wanted.deputy, person.id) : undefined
  if (wanted.deputy !== undefined && deputy === undefined)
    return await answerAbout(tx, site, asked, list, { name: 'stand-in-unknown', to })
  const away = { through: wanted.through, ...(deputy && { deputyId: deputy.id }) }
  if (!person?.trusted || !(await standAside(tx, list, person.id, away)))
    return await answerAbout(tx, site, asked, list, { name: 'not-moderator', to })
  await note(tx, {
    act: 'stop-moderating',
    via: 'mail',
    personId: person.id,
    listId: list.id,
    ...(deputy && { subjectPerson: deputy.id }),
    detail: wanted,
  })
  if (deputy) await tellDeputy(tx, site, list, { person, deputy, wanted, errandId: asked.errand.id })
  const language = await languageOf(tx, to, list.settings.language)
  return await answerAbout(tx, site, asked, list, {
    name: 'stand-in-noted',
    to,
    fromAddress: derivedAddress(list.address, 'request'),
    sentences: { change: changeInWords(wanted, deputy, language) },
  })
}

/** REPRENDRE MODÉRATION: who stands in decides no more, so that a From that proves nothing is asked first. */
export async function moderateAgain(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
): Promise<string> {
  const person = await personByAddress(tx, to)
  if (!person?.verified || !person.trusted || !(await decidesOn(tx, person.id, list.id)))
    return await answerAbout(tx, site, asked, list, { name: 'not-moderator', to })
  if (!atLeast(asked.arrival.evidence.level, 'aligned')) {
    const detail = { act: 'moderate-again' }
    const tokenId = await makeToken(tx, { purpose: 'confirm-act', address: to, listId: list.id, detail })
    const fromAddress = answerAddress(site, tokenId)
    return await answerAbout(tx, site, asked, list, { name: 'moderate-again-confirm', to, fromAddress })
  }
  if (!(await standAside(tx, list, person.id, null)))
    return await answerAbout(tx, site, asked, list, { name: 'not-moderator', to })
  await note(tx, { act: 'moderate-again', via: 'mail', personId: person.id, listId: list.id })
  return await answerAbout(tx, site, asked, list, { name: 'moderating-again', to })
}

async function unproved(tx: Tx, site: Site, asked: Asked, list: List, to: string): Promise<string> {
  const language = await languageOf(tx, to, list.settings.language)
  const what = said(phrases(language).moderating, { list: list.address })
  return await answerAbout(tx, site, asked, list, { name: 'decision-unproved', to, sentences: { what } })
}

/** Somebody on the list, or who runs it; nobody is their own deputy. */
async function deputyOf(tx: Tx, list: List, address: string, personId: number): Promise<Person | undefined> {
  const found = await personByAddress(tx, address)
  if (!found?.verified || found.id === personId) return undefined
  const may = (await isOn(tx, list.id, found.id)) || (await moderatesOf(tx, found.id, [list.id])).has(list.id)
  return may ? found : undefined
}

async function tellDeputy(
  tx: Tx,
  site: Site,
  list: List,
  {
    person,
    deputy,
    wanted,
    errandId,
  }: {
    readonly person: Person
    readonly deputy: Person
    readonly wanted: StandIn
    readonly errandId: number
  },
): Promise<void> {
  const language = await languageOf(tx, deputy.address, list.settings.language)
  await write(tx, {
    name: 'stand-in-deputy',
    language,
    to: deputy.address,
    from: { name: list.title, address: derivedAddress(list.address, 'owner') },
    listId: list.id,
    once: `errand:${errandId}:stand-in-deputy`,
    sentences: {
      ...listSentences(list, site.platform),
      name: person.name || person.address,
      until: untilInWords(wanted, language, 'until-their-back'),
    },
  })
}

function changeInWords(wanted: StandIn, deputy: Person | undefined, language: Language): string {
  const words = phrases(language)
  return said(words[deputy ? 'away-with' : 'away'], {
    until: untilInWords(wanted, language, 'until-back'),
    name: deputy ? deputy.name || deputy.address : '',
  })
}

function untilInWords(
  { through }: StandIn,
  language: Language,
  open: 'until-back' | 'until-their-back',
): string {
  const words = phrases(language)
  if (through === 'open') return words[open]
  return said(words['until-day'], { day: dayInWords(new Date(`${through}T12:00:00Z`), language, 'UTC') })
}
