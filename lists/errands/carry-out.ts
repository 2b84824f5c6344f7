// What one command asks of one list.
import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { type Command, commandOf } from '../commands/line.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { List } from '../lists.ts'
import type { Site } from '../site.ts'
import { joinBy } from './join.ts'
import { leaveBy } from './leaving.ts'
import { answerAbout, confirmAct } from './list-mail.ts'
import { changeBy, changeOf, isChange } from './receiving.ts'
import { showLists, showOwnLists } from './show-lists.ts'
import type { Asked } from './table.ts'

interface Asking {
  readonly list: List
  readonly to: string
  readonly command: Pick<Command, 'verb' | 'rest'>
}

/** Does what a command asks of a list, and answers. */
export async function carryOut(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, command }: Asking,
): Promise<string> {
  const { verb } = command
  if (isChange(verb)) {
    const change = await changeOf(verb, restAfter(list, command.rest), { list, at: asked.arrival.receivedAt })
    return change === undefined
      ? await offerChoices(tx, site, asked, list, to)
      : await changeBy(tx, site, asked, list, { to, change })
  }
  switch (verb) {
    case 'set': {
      const setting = commandOf(restAfter(list, command.rest))
      return setting !== undefined && isChange(setting.verb)
        ? await carryOut(tx, site, asked, { list, to, command: setting })
        : await offerChoices(tx, site, asked, list, to)
    }
    case 'join':
      return await joinBy(tx, site, asked, list, to)
    case 'leave': {
      // « SIG bureau jean@… »: whoever reads that address' mail is asked.
      const addresses = command.rest.split(/\s+/).flatMap((word) => parseAddress(word)?.text ?? [])
      const other = addresses.find((address) => address !== list.address && address !== to)
      return other === undefined
        ? await leaveBy(tx, site, asked, list, to)
        : await confirmAct(tx, site, asked, list, { what: 'leave', to: other })
    }
    case 'help':
    case 'info':
      return await answerAbout(tx, site, asked, list, { name: 'help', to })
    case 'which':
      return await showOwnLists(tx, site, asked, to)
    case 'lists':
      return await showLists(tx, site, asked, to)
    default:
      return await offerChoices(tx, site, asked, list, to)
  }
}

/** What stands after the list's name, where that stands first. */
function restAfter(list: List, rest: string): string {
  const [first = '', ...others] = rest.split(/\s+/)
  const named = [list.address, list.address.split('@')[0]].includes(first.toLowerCase())
  return named ? others.join(' ') : rest
}

/** What wasn't understood gets choices, to be answered by their number. */
export async function offerChoices(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
): Promise<string> {
  return await answerAbout(tx, site, asked, list, {
    name: 'not-understood',
    to,
    fromAddress: derivedAddress(list.address, 'request'),
  })
}
