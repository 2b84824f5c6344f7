import { readRequest } from '../commands/read.ts'
import type { Verb } from '../commands/verbs.ts'
import { listById } from '../lists.ts'
import { textOf } from '../robot-mail.ts'
import { askerOf } from './asker.ts'
import { carryOut, offerChoices } from './carry-out.ts'
import { leaveBy } from './leaving.ts'
import { answerAbout } from './list-mail.ts'
import { listMeant } from './named-list.ts'
import { together } from './owners/together.ts'
import { confirmRequest, mustBeConfirmed } from './request-again.ts'
import type { Run } from './table.ts'

/** What the mail 'not-understood' offers by number; a number keeps its meaning, for answers come late. */
const CHOICES: Readonly<Record<number, Verb>> = { 1: 'leave', 2: 'join', 3: 'help', 4: 'pause' }

/** Mail to -request@: commands in the subject or one a line, help where it is empty; else choices to answer by number. */
export const request: Run<'request'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  if (!to || !list) return 'not answered'
  const subject = asked.original.header.text('Subject')
  const { commands, wish, picks, unclear } = readRequest(subject, await textOf(asked.original))
  if (subject.trim() === '' && commands.length + picks.length + unclear.length === 0)
    return await answerAbout(tx, site, asked, list, { name: 'help', to })
  if (wish === 'leave') return await leaveBy(tx, site, asked, list, to, 'as a wish')
  const chosen = picks.length === 1 ? CHOICES[picks[0]!] : undefined
  const asking = chosen === undefined ? commands : [{ verb: chosen, rest: '' }]
  if (mustBeConfirmed(asked, asking)) return await confirmRequest(tx, site, asked, { list, to })
  const outcomes: string[] = []
  const named = await Promise.all(asking.map((command) => listMeant(site, command)))
  for (const { list: meant, command } of together(
    asking.map((command, at) => ({ list: named[at] ?? list, command })),
  ))
    outcomes.push(await carryOut(tx, site, asked, { list: meant, to, command }))
  return outcomes.length > 0 ? outcomes.join(', ') : await offerChoices(tx, site, asked, list, to)
}
