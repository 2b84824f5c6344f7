// Once a day, owners read in one mail who no longer receives their list: not one mail a bounce.
import type { Tx } from '#store/database.ts'
import { enPauses } from '#templates/mails/en/bouncing.ts'
import { frPauses } from '#templates/mails/fr/bouncing.ts'
import { derivedAddress } from '../list-addresses.ts'
import { type List, listById } from '../lists.ts'
import { fill, languageOf, listSentences, oneLine, write } from '../mails.ts'
import { ownerAddresses } from '../roles.ts'
import type { Site } from '../site.ts'
import { takeUntold, type Untold } from './pauses.ts'

const MAX_NAMED = 100

/** Writes the round-ups of what nobody was told of yet; how many. Run again, there is nothing left to tell. */
export async function tellOwners(site: Site): Promise<number> {
  return await site.db.transaction(async (tx) => {
    const byList = Map.groupBy(await takeUntold(tx), ({ listId }) => listId)
    let mails = 0
    for (const [listId, paused] of byList) {
      const list = await listById(tx, listId)
      if (list) mails += await tellOwnersOf(tx, site, list, paused)
    }
    return mails
  })
}

async function tellOwnersOf(tx: Tx, site: Site, list: List, paused: readonly Untold[]): Promise<number> {
  const owners = await ownerAddresses(tx, list.id)
  const last = Math.max(...paused.map(({ pauseId }) => pauseId))
  for (const to of owners) {
    const language = await languageOf(tx, to, list.settings.language)
    const causes = language === 'fr' ? frPauses : enPauses
    const lines = paused.slice(0, MAX_NAMED).map(({ address, name, cause }) => {
      const who = name === '' ? address : `${oneLine(name)} (${address})`
      return fill(causes[cause], { who })
    })
    if (paused.length > MAX_NAMED) lines.push('…')
    await write(tx, {
      name: 'bounce-summary',
      language,
      to,
      from: { name: list.title, address: derivedAddress(list.address, 'owner') },
      listId: list.id,
      once: `bounce-summary:${list.id}:${to}:${last}`,
      sentences: { ...listSentences(list, site.platform), lists: lines.join('\n') },
    })
  }
  return owners.length
}
