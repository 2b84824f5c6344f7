import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import type { Command } from '../commands/line.ts'
import { readRequest } from '../commands/read.ts'
import { derivedAddress } from '../list-addresses.ts'
import { type List, listById } from '../lists.ts'
import { textOf } from '../robot-mail.ts'
import type { Site } from '../site.ts'
import { askerOf } from './asker.ts'
import { joinBy } from './join.ts'
import { leaveBy } from './leaving.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import type { Asked, Run } from './table.ts'

/** What the mail 'not-understood' offers by number; a number keeps its meaning, for answers come late. */
const CHOICES: Readonly<Record<number, 'leave' | 'join' | 'help'>> = { 1: 'leave', 2: 'join', 3: 'help' }

/** Mail to -request@: commands in the subject or one a line; what isn't understood gets choices to answer by number. */
export const request: Run<'request'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  const list = await listById(tx, asked.errand.intent.listId)
  if (!to || !list) return 'not answered'
  const { commands, wish, picks } = readRequest(
    asked.original.header.text('Subject'),
    await textOf(asked.original),
  )
  if (wish === 'leave') return await leaveBy(tx, site, asked, list, to, 'as a wish')
  const chosen = picks.length === 1 ? CHOICES[picks[0]!] : undefined
  const asking = chosen === undefined ? commands : [{ verb: chosen, rest: '' }]
  const outcomes: string[] = []
  for (const command of asking) outcomes.push(await carryOut(tx, site, asked, { list, to, command }))
  return outcomes.length > 0 ? outcomes.join(', ') : await offerChoices(tx, site, asked, list, to)
}

interface Asking {
  readonly list: List
  readonly to: string
  readonly command: Pick<Command, 'verb' | 'rest'>
}

async function carryOut(tx: Tx, site: Site, asked: Asked, { list, to, command }: Asking): Promise<string> {
  const words = command.rest.split(/\s+/).filter((word) => word !== '')
  switch (command.verb) {
    case 'join':
      return await joinBy(tx, site, asked, list, to)
    case 'leave': {
      // « SIG bureau jean@… »: whoever reads that address' mail is asked.
      const other = words.map((word) => parseAddress(word)?.text).find((one) => one && one !== list.address)
      return other === undefined || other === to
        ? await leaveBy(tx, site, asked, list, to)
        : await confirmAct(tx, site, asked, list, { what: 'leave', to: other })
    }
    case 'help':
    case 'info':
      return await answerAbout(tx, site, asked, list, { name: 'help', to })
    default:
      return await offerChoices(tx, site, asked, list, to)
  }
}

async function offerChoices(tx: Tx, site: Site, asked: Asked, list: List, to: string): Promise<string> {
  return await answerAbout(tx, site, asked, list, {
    name: 'not-understood',
    to,
    fromAddress: derivedAddress(list.address, 'request'),
  })
}
