import { atLeast } from '#mta/in/evidence.ts'
import { parseMailboxes } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { type List, listById } from '../lists.ts'
import { holdRequest } from '../moderation/hold-request.ts'
import { personByAddress } from '../people.ts'
import { policiesOf } from '../policies.ts'
import { decide } from '../policy.ts'
import type { Site } from '../site.ts'
import { standings } from '../standing.ts'
import { isOn, receptionOf, subscribe } from '../subscriptions.ts'
import { tellOwners } from '../tell-owners.ts'
import { askerOf } from './asker.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import { changeNow } from './receiving.ts'
import type { Asked, Run } from './table.ts'

/** Mail to -subscribe@, whatever it says. */
export const join: Run<'subscribe'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  return to && list ? await joinBy(tx, site, asked, list, to) : 'not answered'
}

/** The list's policy decides; without proof of who asks, one confirmation comes first. */
export async function joinBy(tx: Tx, site: Site, asked: Asked, list: List, to: string): Promise<string> {
  const { evidence } = asked.arrival
  if (!atLeast(evidence.level, 'aligned'))
    return await confirmAct(tx, site, asked, list, { what: 'join', to })
  const name = parseMailboxes(asked.original.header.first('From') ?? '')[0]?.name ?? ''
  return await joinNow(tx, site, asked, list, { to, name })
}

/** Joins somebody who is proved, as far as the policy lets them. */
export async function joinNow(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, name }: { to: string; name: string },
): Promise<string> {
  const { evidence, arrival } = { evidence: asked.arrival.evidence, arrival: asked.arrival }
  const person = await personByAddress(tx, to)
  if (person && (await isOn(tx, list.id, person.id)))
    return await alreadyOn(tx, site, asked, list, { to, personId: person.id })
  const rules = (await policiesOf(tx, [list.id], 'subscribe')).get(list.id)?.rules ?? []
  const standing = (await standings(tx, person, [{ id: list.id, rules }])).get(list.id)!
  const { outcome } = decide(
    rules,
    { ...standing, address: to },
    {
      evidence: evidence.level,
      sizeBytes: 0,
      hasAttachment: false,
      firstPost: false,
      at: arrival.receivedAt,
    },
  )
  switch (outcome) {
    case 'accept':
      break
    case 'confirm':
      if (evidence.level !== 'confirmed') return await confirmAct(tx, site, asked, list, { what: 'join', to })
      break
    case 'hold':
      await holdRequest(tx, { listId: list.id, address: to, name, evidence: evidence.level })
      return await answerAbout(tx, site, asked, list, { name: 'join-asked', to })
    case 'reject':
    case 'discard':
      return await answerAbout(tx, site, asked, list, { name: 'join-closed', to })
  }
  return await putOn(tx, site, asked, list, { to, name })
}

/** Joins somebody whom an owner invited, whatever the list's policy. */
export async function joinInvited(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, name }: { to: string; name: string },
): Promise<string> {
  const person = await personByAddress(tx, to)
  return person && (await isOn(tx, list.id, person.id))
    ? await alreadyOn(tx, site, asked, list, { to, personId: person.id })
    : await putOn(tx, site, asked, list, { to, name })
}

/** Who asks to join and has paused wants to receive again. */
async function alreadyOn(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, personId }: { readonly to: string; readonly personId: number },
): Promise<string> {
  const reception = await receptionOf(tx, list.id, personId)
  return !reception?.pausedUntil
    ? await answerAbout(tx, site, asked, list, { name: 'already-on-list', to })
    : await changeNow(tx, site, asked, list, { to, change: { kind: 'resume' } })
}

async function putOn(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, name }: { to: string; name: string },
): Promise<string> {
  const { evidence } = asked.arrival
  const joined = await subscribe(tx, list, { address: to, name, source: 'own', evidence: evidence.level })
  await note(tx, {
    act: 'join',
    via: 'mail',
    personId: joined.person.id,
    listId: list.id,
    spaceId: list.space.id,
    detail: { evidence: evidence.level },
  })
  await tellOwners(tx, site.platform, list, { what: 'joins', address: to, name: joined.person.name })
  return list.settings.welcome === 'quiet'
    ? 'joined'
    : await answerAbout(tx, site, asked, list, { name: 'joined', to })
}
