import { readRequest } from '../commands/read.ts'
import { textOf } from '../robot-mail.ts'
import { carryOutByName } from './anywhere.ts'
import { askerOf } from './asker.ts'
import { listMeant } from './named-list.ts'
import { together } from './owners/together.ts'
import { answerFromPlatform } from './platform-mail.ts'
import { confirmRequest, mustBeConfirmed } from './request-again.ts'
import { showOwnLists } from './show-lists.ts'
import type { Run } from './table.ts'

/** Mail to relais@ or sympa@: commands that name their list, as on Sympa; anything else gets help. */
export const platform: Run<'platform'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  if (!to) return 'not answered'
  const { commands, wish } = readRequest(asked.original.header.text('Subject'), await textOf(asked.original))
  if (mustBeConfirmed(asked, commands)) return await confirmRequest(tx, site, asked, { to })
  const outcomes: string[] = []
  const lists = await Promise.all(commands.map((command) => listMeant(site, command)))
  for (const { command } of together(commands.map((command, at) => ({ list: lists[at], command })))) {
    const outcome = await carryOutByName(tx, site, asked, { list: undefined, to, command })
    if (outcome !== undefined) outcomes.push(outcome)
  }
  // Which list it wishes to leave nobody said: all are shown, with how to leave each.
  if (wish === 'leave') outcomes.push(await showOwnLists(tx, site, asked, to))
  return outcomes.length > 0
    ? outcomes.join(', ')
    : await answerFromPlatform(tx, site, asked, { name: 'platform-help', to })
}
