// A command that may name its list: what the platform's address takes, and answers to what it sent.
import type { Tx } from '#store/database.ts'
import type { Site } from '../site.ts'
import { linkBy } from './addresses/link.ts'
import { moveBy } from './addresses/move.ts'
import { carryOut, setEverywhere } from './carry-out.ts'
import { LOOKS } from './looking-up/looks.ts'
import { listNamed } from './named-list.ts'
import { answerFromPlatform } from './platform-mail.ts'
import type { Asking } from './reply.ts'
import { showLists, showOwnLists } from './show-lists.ts'
import { showAllWaiting } from './show-waiting.ts'
import type { Asked } from './table.ts'

/** Carries out a command of one list, or the platform's; where nothing is understood, help is sent. */
export async function carryOutAnywhere(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to } = asking
  if (list !== undefined) return await carryOut(tx, site, asked, { ...asking, list })
  return (
    (await carryOutByName(tx, site, asked, asking)) ??
    (await answerFromPlatform(tx, site, asked, { name: 'platform-help', to }))
  )
}

/** What a command asks of the list that it names, or of the platform; undefined where that is nothing. */
export async function carryOutByName(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
): Promise<string | undefined> {
  const { to, command } = asking
  if (command.verb === 'link') return await linkBy(tx, site, asked, to, command.rest)
  if (command.verb === 'move') return await moveBy(tx, site, asked, to, command.rest)
  const words = command.rest.split(/\s+/).filter((word) => word !== '')
  const [named] = words
  const list = named === undefined ? undefined : await listNamed(site, named)
  // « CHERCHER bureau »: a word like others, as long as nothing else is sought.
  const isSought = command.verb === 'search' && words.length === 1
  if (list !== undefined && !isSought) return await carryOut(tx, site, asked, { ...asking, list })
  const look = await LOOKS[command.verb]?.(tx, site, asked, asking)
  if (look !== undefined) return look
  if (command.verb === 'waiting') return await showAllWaiting(tx, site, asked, to)
  if (command.verb === 'set' && command.rest.startsWith('*'))
    return await setEverywhere(tx, site, asked, { to, command })
  if (command.verb === 'lists') return await showLists(tx, site, asked, to)
  if (command.verb === 'which' || command.verb === 'leave' || command.verb === 'set')
    return await showOwnLists(tx, site, asked, to)
  if (named !== undefined && command.verb === 'join')
    return await answerFromPlatform(tx, site, asked, { name: 'no-such-list', to, sentences: { name: named } })
  return undefined
}
