// What one command asks of one list.
import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { commandOf } from '../commands/line.ts'
import type { Verb } from '../commands/verbs.ts'
import { derivedAddress } from '../list-addresses.ts'
import { type List, listById } from '../lists.ts'
import { personByAddress } from '../people.ts'
import { rolesOfAddress } from '../roles.ts'
import type { Site } from '../site.ts'
import { isOn, listsOf } from '../subscriptions.ts'
import { linkBy } from './addresses/link.ts'
import { moveBy } from './addresses/move.ts'
import { joinBy } from './join.ts'
import { leaveBy } from './leaving.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import { LOOKS } from './looking-up/looks.ts'
import { isCalled, restAfter } from './named-list.ts'
import { bulkBy } from './owners/bulk.ts'
import { ownsList } from './owners/kind.ts'
import { showStatistics } from './owners/statistics.ts'
import { undoLastBulkAct } from './owners/undo-last.ts'
import { wantedOf } from './owners/wanted.ts'
import { changeBy, changeOf, isChange } from './receiving.ts'
import type { Asking as AnyAsking } from './reply.ts'
import { showLists, showOwnLists } from './show-lists.ts'
import { showWaiting } from './show-waiting.ts'
import { moderateAgain, stopModerating } from './standing-in.ts'
import type { Asked } from './table.ts'

type Asking = AnyAsking & { readonly list: List }

/** Does what a command asks of a list, and answers. */
export async function carryOut(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to, command } = asking
  const does = isChange(command.verb) ? changeAsSaid : DOES[command.verb]
  return (await does?.(tx, site, asked, asking)) ?? (await offerChoices(tx, site, asked, list, to))
}

/** Carries out a verb for who asks; undefined where what follows it isn't understood. */
type Do = (tx: Tx, site: Site, asked: Asked, asking: Asking) => Promise<string | undefined>

const help: Do = async (tx, site, asked, { list, to }) =>
  ownsList({ roles: await rolesOfAddress(tx, to, list.id) })
    ? await answerAbout(tx, site, asked, list, { name: 'owners-help', to, fromAddress: requestsOf(list) })
    : await answerAbout(tx, site, asked, list, { name: 'help', to })

const requestsOf = (list: List): string => derivedAddress(list.address, 'request')

/** To have a verb understood: one line here. Of those that aren't, the asker is offered choices. */
const DOES: Readonly<Partial<Record<Verb, Do>>> = {
  set: (...all) => setAsSaid(...all),
  join: (tx, site, asked, { list, to }) => joinBy(tx, site, asked, list, to),
  leave: (...all) => leaveAsSaid(...all),
  help,
  echo: help,
  ...LOOKS,
  which: (tx, site, asked, { to }) => showOwnLists(tx, site, asked, to),
  lists: (tx, site, asked, { to }) => showLists(tx, site, asked, to),
  waiting: (tx, site, asked, { list, to }) => showWaiting(tx, site, asked, list, to),
  // Numbers are decided by answering the round-up: a key in a forwarded mail decides nothing.
  accept: (tx, site, asked, { list, to }) => showWaiting(tx, site, asked, list, to),
  refuse: (tx, site, asked, { list, to }) => showWaiting(tx, site, asked, list, to),
  'stop-moderating': (tx, site, asked, { list, to, command }) =>
    stopModerating(tx, site, asked, list, { to, rest: restAfter(list, command.rest) }),
  'moderate-again': (tx, site, asked, { list, to }) => moderateAgain(tx, site, asked, list, to),
  add: (...all) => peopleAsSaid('add', ...all),
  remove: (...all) => peopleAsSaid('remove', ...all),
  invite: (...all) => peopleAsSaid('invite', ...all),
  remind: (tx, site, asked, { list, to }) =>
    bulkBy(tx, site, asked, list, { to, wanted: { kind: 'remind' } }),
  statistics: (tx, site, asked, { list, to }) => showStatistics(tx, site, asked, list, to),
  // Owners may have an act on many to undo; everybody, a message to take back.
  undo: async (tx, site, asked, asking) =>
    (await undoLastBulkAct(tx, site, asked, asking.list, asking.to)) ??
    (await LOOKS.undo?.(tx, site, asked, asking)),
  link: (tx, site, asked, { to, command }) => linkBy(tx, site, asked, to, command.rest),
  move: (tx, site, asked, { to, command }) => moveBy(tx, site, asked, to, command.rest),
}

async function peopleAsSaid(
  kind: 'add' | 'remove' | 'invite',
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, command }: Asking,
): Promise<string> {
  const wanted = wantedOf(kind, { ...command, rest: restAfter(list, command.rest) })
  return await bulkBy(tx, site, asked, list, { to, wanted })
}

// « SET bureau DIGEST », « SET * NOMAIL ».
async function setAsSaid(tx: Tx, site: Site, asked: Asked, { list, to, command }: Asking): Promise<string> {
  if (command.rest.startsWith('*')) return await setEverywhere(tx, site, asked, { to, command })
  const setting = commandOf(restAfter(list, command.rest))
  return setting !== undefined && isChange(setting.verb)
    ? await carryOut(tx, site, asked, { list, to, command: setting })
    : await offerChoices(tx, site, asked, list, to)
}

/** « SET * DIGEST »: on all lists that somebody is on. */
export async function setEverywhere(
  tx: Tx,
  site: Site,
  asked: Asked,
  { to, command }: Omit<Asking, 'list'>,
): Promise<string> {
  const setting = commandOf(command.rest.slice(1))
  const person = setting !== undefined && isChange(setting.verb) ? await personByAddress(tx, to) : undefined
  const outcomes: string[] = []
  for (const { id } of person ? await listsOf(tx, person.id) : []) {
    const list = await listById(tx, id)
    if (list && setting) outcomes.push(await carryOut(tx, site, asked, { list, to, command: setting }))
  }
  return outcomes.length > 0 ? outcomes.join(', ') : await showOwnLists(tx, site, asked, to)
}

async function changeAsSaid(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, command: { verb, rest } }: Asking,
): Promise<string> {
  const change = isChange(verb)
    ? await changeOf(verb, restAfter(list, rest), { list, at: asked.arrival.receivedAt })
    : undefined
  return change === undefined
    ? await offerChoices(tx, site, asked, list, to)
    : await changeBy(tx, site, asked, list, { to, change })
}

// « SIG bureau », « SIG * », « SIG bureau jean@… ».
async function leaveAsSaid(tx: Tx, site: Site, asked: Asked, { list, to, command }: Asking): Promise<string> {
  const words = command.rest
    .split(/\s+/)
    .filter((word) => word !== '' && !LITTLE.test(word) && !isCalled(list, word))
  if (words.includes('*')) return await showOwnLists(tx, site, asked, to)
  const [word, ...others] = words
  const address = word === undefined ? to : parseAddress(word)?.text
  if (address === undefined || others.length > 0) return await offerChoices(tx, site, asked, list, to)
  if (address === to) return await leaveBy(tx, site, asked, list, to)
  // Whoever reads that address' mail is asked, once a day whoever asks; who asks isn't told whether it is on the list.
  const person = await personByAddress(tx, address)
  if (!person || !(await isOn(tx, list.id, person.id))) return 'another address, not on the list'
  return await confirmAct(tx, site, unproved(asked), list, { what: 'leave', to: address })
}

/** Words around the name of a list. */
const LITTLE = /^(?:de|du|la|le|liste|from|the|list)$/i

/** As if nothing proved who asks: what they ask is about somebody else. */
function unproved(asked: Asked): Asked {
  const { arrival } = asked
  return { ...asked, arrival: { ...arrival, evidence: { ...arrival.evidence, level: 'none' } } }
}

/** What wasn't understood gets choices, to be answered by their number. */
export async function offerChoices(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
): Promise<string> {
  return await answerAbout(tx, site, asked, list, {
    name: 'not-understood',
    to,
    fromAddress: requestsOf(list),
  })
}
