import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { leaveList } from '../leave-list.ts'
import { type List, listById } from '../lists.ts'
import { withdrawRequest } from '../moderation/join-requests.ts'
import { personByAddress } from '../people.ts'
import type { Site } from '../site.ts'
import { isOn, leave } from '../subscriptions.ts'
import { askerOf } from './asker.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import type { Asked, Run } from './table.ts'

/** Mail to -unsubscribe@, whatever it says. */
export const leaving: Run<'unsubscribe'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  return to && list ? await leaveBy(tx, site, asked, list, to) : 'not answered'
}

/** Leaves if the sender is proved, else one confirmation is asked; always where a sentence was read for a wish. */
export async function leaveBy(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
  said: 'plainly' | 'as a wish' = 'plainly',
): Promise<string> {
  const person = await personByAddress(tx, to)
  const proved = atLeast(asked.arrival.evidence.level, 'spf-aligned')
  // Only a proved sender is told who is not on a list; to others the question is the same for everybody.
  if (proved && !(person && (await isOn(tx, list.id, person.id))))
    return await stayOff(tx, site, asked, list, { to, personId: person?.id })
  if (said === 'as a wish')
    return await confirmAct(tx, site, asked, list, { what: 'leave', to, needs: 'yes' })
  if (!proved || !person) return await confirmAct(tx, site, asked, list, { what: 'leave', to })
  return await leaveNow(tx, site, asked, list, to, person.id)
}

/** Leaves, for somebody who is proved, as far as the list's policy lets them; the mail stops in any case. */
export async function leaveNow(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
  personId: number,
): Promise<string> {
  const { evidence } = asked.arrival
  const left = await leaveList(tx, site.platform, list, personId, { evidence: evidence.level, via: 'mail' })
  if (left === 'ask first') return await confirmAct(tx, site, asked, list, { what: 'leave', to })
  if (left === 'not on list') return await stayOff(tx, site, asked, list, { to, personId })
  return await answerAbout(tx, site, asked, list, { name: left === 'left' ? 'left' : 'leave-stopped', to })
}

/** Somebody proved who isn't on the list: nothing brings them there, not even what they had asked before. */
async function stayOff(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  { to, personId }: { readonly to: string; readonly personId: number | undefined },
): Promise<string> {
  if (personId !== undefined) await leave(tx, list.id, personId, asked.arrival.evidence.level)
  await withdrawRequest(tx, list.id, to)
  return await answerAbout(tx, site, asked, list, { name: 'not-on-list', to })
}
