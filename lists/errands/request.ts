import { parsedCommand } from '../commands.ts'
import { firstWords } from '../first-words.ts'
import { listById } from '../lists.ts'
import { askerOf } from './asker.ts'
import { join } from './join.ts'
import { leaving } from './leaving.ts'
import { answerAbout } from './list-mail.ts'
import type { Run } from './table.ts'

/** Mail to -request@: one word in the subject or on the first line; what isn't understood gets the choices. */
export const request: Run<'request'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  if (!to || !list) return 'not answered'
  const command =
    parsedCommand(asked.original.header.text('Subject')) ?? parsedCommand(await firstWords(asked.original))
  switch (command) {
    case 'leave':
      return await leaving(tx, site, asked)
    case 'join':
      return await join(tx, site, asked)
    case 'help':
      return await answerAbout(tx, site, asked, list, { name: 'help', to })
    case undefined:
      return await answerAbout(tx, site, asked, list, { name: 'not-understood', to })
  }
}
