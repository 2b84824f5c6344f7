import { atLeast } from '#mta/in/evidence.ts'
import { note } from '../audit.ts'
import { listById } from '../lists.ts'
import { personByAddress } from '../people.ts'
import { isOn, leave } from '../subscriptions.ts'
import { askerOf } from './asker.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import type { Run } from './table.ts'

/** Mail to -unsubscribe@, whatever it says: leaves if the sender is proved, else one confirmation is asked. */
export const leaving: Run<'unsubscribe' | 'request'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  if (!to || !list) return 'not answered'
  const person = await personByAddress(tx, to)
  const proved = atLeast(asked.arrival.evidence.level, 'spf-aligned')
  if (!person || !(await isOn(tx, list.id, person.id))) {
    // Only a proved sender is told who is not on a list; to others the question is the same for everybody.
    return proved
      ? await answerAbout(tx, site, asked, list, { name: 'not-on-list', to })
      : await confirmAct(tx, site, asked, list, { what: 'leave', to })
  }
  if (!proved) return await confirmAct(tx, site, asked, list, { what: 'leave', to })
  await leave(tx, list.id, person.id, asked.arrival.evidence.level)
  await note(tx, { act: 'leave', via: 'mail', personId: person.id, listId: list.id, spaceId: list.space.id })
  return await answerAbout(tx, site, asked, list, { name: 'left', to })
}
