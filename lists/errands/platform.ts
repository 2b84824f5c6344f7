import { readRequest } from '../commands/read.ts'
import { textOf } from '../robot-mail.ts'
import { linkBy } from './addresses/link.ts'
import { moveBy } from './addresses/move.ts'
import { askerOf } from './asker.ts'
import { carryOut } from './carry-out.ts'
import { listNamed } from './named-list.ts'
import { together } from './owners/together.ts'
import { answerFromPlatform } from './platform-mail.ts'
import { showLists, showOwnLists } from './show-lists.ts'
import type { Run } from './table.ts'

/** Mail to relais@ or sympa@: commands that name their list, as on Sympa; anything else gets help. */
export const platform: Run<'platform'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  if (!to) return 'not answered'
  const { commands, wish } = readRequest(asked.original.header.text('Subject'), await textOf(asked.original))
  const outcomes: string[] = []
  const lists = await Promise.all(commands.map(({ rest }) => listNamed(site, rest.split(/\s+/)[0] ?? '')))
  for (const { list, command } of together(commands.map((command, at) => ({ list: lists[at], command })))) {
    const named = command.rest.split(/\s+/).find((word) => word !== '')
    if (command.verb === 'link') outcomes.push(await linkBy(tx, site, asked, to, command.rest))
    else if (command.verb === 'move') outcomes.push(await moveBy(tx, site, asked, to, command.rest))
    else if (list !== undefined) outcomes.push(await carryOut(tx, site, asked, { list, to, command }))
    else if (command.verb === 'lists') outcomes.push(await showLists(tx, site, asked, to))
    else if (command.verb === 'which' || command.verb === 'leave' || command.verb === 'set')
      outcomes.push(await showOwnLists(tx, site, asked, to))
    else if (named !== undefined && command.verb === 'join')
      outcomes.push(
        await answerFromPlatform(tx, site, asked, { name: 'no-such-list', to, sentences: { name: named } }),
      )
  }
  // Which list it wishes to leave nobody said: all are shown, with how to leave each.
  if (wish === 'leave') outcomes.push(await showOwnLists(tx, site, asked, to))
  return outcomes.length > 0
    ? outcomes.join(', ')
    : await answerFromPlatform(tx, site, asked, { name: 'platform-help', to })
}
