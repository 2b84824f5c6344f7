// Who asks without proof has one mail a day, and one more to leave a list: nobody is kept on one in silence.
import type { DbOrTx } from '#store/database.ts'
import { readRequest } from '../commands/read.ts'
import { personByAddress } from '../people.ts'
import { textOf } from '../robot-mail.ts'
import type { Site } from '../site.ts'
import { isOn } from '../subscriptions.ts'
import { hasHadTheirMail, mayBeAskedToLeave } from './asker.ts'
import { listMeant } from './named-list.ts'
import type { Asked } from './table.ts'

/** Whether what somebody unproved asks of a list, or of the platform, is not even looked at. */
export async function isPastTheirDay(
  db: DbOrTx,
  site: Site,
  asked: Asked,
  listId: number | undefined,
): Promise<boolean> {
  if (!(await hasHadTheirMail(db, asked))) return false
  const from = asked.arrival.evidence.from ?? ''
  if (!(await mayBeAskedToLeave(db, from))) return true
  const person = await personByAddress(db, from)
  const left = person && (await listLeft(site, asked, listId))
  return !person || left === undefined || !(await isOn(db, left, person.id))
}

/** The list that a mail asks to leave, and nothing else. */
async function listLeft(
  site: Site,
  { errand, original }: Asked,
  listId: number | undefined,
): Promise<number | undefined> {
  if (errand.intent.kind === 'unsubscribe') return listId
  if (errand.intent.kind === 'subscribe') return undefined
  const { commands, wish } = readRequest(original.header.text('Subject'), await textOf(original))
  if (wish === 'leave') return listId
  const [command, ...others] = commands
  if (command?.verb !== 'leave' || others.length > 0) return undefined
  return (await listMeant(site, command))?.id ?? listId
}
