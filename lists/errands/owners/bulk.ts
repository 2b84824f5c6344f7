// Acts on many people, asked for by mail. Somebody forged nothing if they are `aligned` (else they are asked first), and
// agreed if they answered OUI to a mail that shows what will happen: two proofs, as the evidence of such acts demands.
import { atLeast } from '#mta/in/evidence.ts'
import { parseMailboxes } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { enAsked } from '#templates/mails/en/owners.ts'
import { frAsked } from '#templates/mails/fr/owners.ts'
import { note } from '../../audit.ts'
import { UNDO_DAYS } from '../../bulk-acts.ts'
import { derivedAddress } from '../../list-addresses.ts'
import type { List } from '../../lists.ts'
import { languageOf, oneLine } from '../../mails.ts'
import { personByAddress } from '../../people.ts'
import { rolesOfAddress } from '../../roles.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { makeToken } from '../../tokens.ts'
import { answerAbout } from '../list-mail.ts'
import type { Asked } from '../table.ts'
import { add } from './add.ts'
import { areFew, invite } from './invite.ts'
import type { By, Done, Kind } from './kind.ts'
import { inWords, type Section } from './preview.ts'
import { remind } from './remind.ts'
import { remove } from './remove.ts'
import { undo } from './undo.ts'
import type { Wanted } from './wanted.ts'

const KINDS: { readonly [K in Wanted['kind']]: Kind<Extract<Wanted, { readonly kind: K }>> } = {
  add,
  remove,
  invite,
  remind,
  undo,
} as never

const kindOf = (wanted: Wanted) => KINDS[wanted.kind] as Kind<Wanted>

interface Asking {
  readonly to: string
  readonly wanted: Wanted
}

/** What a command asks for: who isn't proved is asked whether it is them, who is gets the preview. */
export async function bulkBy(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, wanted }: Asking,
): Promise<string> {
  const by = await whoAsks(tx, asked, list, { to, wanted })
  if (typeof by === 'string')
    return await answerAbout(tx, site, asked, list, {
      name: by === 'may not invite' ? 'invite-refused' : 'owners-only',
      to,
    })
  if ('people' in wanted && wanted.people.length + wanted.unread.length === 0)
    return await answerAbout(tx, site, asked, list, {
      name: 'people-missing',
      to,
      fromAddress: derivedAddress(list.address, 'request'),
    })
  if (!atLeast(asked.arrival.evidence.level, 'aligned'))
    return await askFirst(tx, site, asked, list, { to, wanted })
  const { sections, changed } = await kindOf(wanted).plan(tx, site, list, wanted, by)
  const people = inWords(sections, await languageOf(tx, to, list.settings.language))
  if (changed === 0)
    return await answerAbout(tx, site, asked, list, { name: 'bulk-nothing', to, sentences: { people } })
  if ('people' in wanted && areFew(wanted)) return await done(tx, site, asked, list, { to, wanted })
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    personId: by.personId,
    listId: list.id,
    detail: { act: 'bulk', wanted },
  })
  return await answerAbout(tx, site, asked, list, {
    name: `${wanted.kind}-preview`,
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { people },
  })
}

/** Does it, for who has agreed; they may have lost the right meanwhile. */
export async function done(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, wanted }: Asking,
): Promise<string> {
  const by = await whoAsks(tx, asked, list, { to, wanted })
  if (typeof by === 'string') return await answerAbout(tx, site, asked, list, { name: 'owners-only', to })
  const came = await kindOf(wanted).carryOut(tx, site, list, wanted, by)
  await note(tx, {
    act: `bulk-${wanted.kind}`,
    via: 'mail',
    personId: by.personId,
    listId: list.id,
    spaceId: list.space.id,
    detail: { ...(came.bulkId !== undefined && { bulkId: came.bulkId }), counts: counts(came.sections) },
  })
  return await sayDone(tx, site, asked, list, { to, by, wanted, came })
}

async function sayDone(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, by, wanted, came }: Asking & { readonly by: By; readonly came: Done },
): Promise<string> {
  const people = inWords(came.sections, await languageOf(tx, to, list.settings.language))
  if (came.bulkId === undefined)
    return await answerAbout(tx, site, asked, list, {
      name: wanted.kind === 'remind' ? 'remind-done' : 'undo-done',
      to,
      sentences: { people },
    })
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    personId: by.personId,
    listId: list.id,
    detail: { act: 'undo-bulk', bulkId: came.bulkId },
    lifeMinutes: UNDO_DAYS * 24 * 60,
  })
  return await answerAbout(tx, site, asked, list, {
    name: 'bulk-done',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { people },
  })
}

async function askFirst(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, wanted }: Asking,
): Promise<string> {
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    listId: list.id,
    detail: { act: 'bulk-asked', wanted },
  })
  const sentences = (await languageOf(tx, to, list.settings.language)) === 'fr' ? frAsked : enAsked
  const n = 'people' in wanted ? wanted.people.length : 0
  return await answerAbout(tx, site, asked, list, {
    name: 'act-asked',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { asked: sentences[wanted.kind].replace('{n}', String(n)) },
  })
}

async function whoAsks(
  tx: Tx,
  asked: Asked,
  list: List,
  { to, wanted }: Asking,
): Promise<By | 'owners only' | 'may not invite'> {
  const person = await personByAddress(tx, to)
  if (person === undefined) return wanted.kind === 'invite' ? 'may not invite' : 'owners only'
  const called = person.name || (parseMailboxes(asked.original.header.first('From') ?? '')[0]?.name ?? '')
  const by = {
    personId: person.id,
    address: to,
    name: oneLine(called) === '' ? to : `${oneLine(called)} (${to})`,
    roles: await rolesOfAddress(tx, to, list.id),
  }
  const answer = await kindOf(wanted).may(tx, list, by, wanted)
  return answer === 'may' ? by : answer
}

const counts = (sections: readonly Section[]): Record<string, number> =>
  Object.fromEntries(sections.map(({ what, count }) => [what, count]))
