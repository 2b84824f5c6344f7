// Which lists there are, and which of them somebody gets. The answer goes to the address it is about, so that it needs
// no proof of who asks.
import type { Tx } from '#store/database.ts'
import { readArchives } from '../archives.ts'
import { personByAddress } from '../people.ts'
import { rightsOn } from '../rights.ts'
import type { Site } from '../site.ts'
import { listsOf } from '../subscriptions.ts'
import { answerFromPlatform } from './platform-mail.ts'
import type { Asked } from './table.ts'

/** Beyond these, the web shows the rest. */
const MOST_LISTS = 100

/** The lists that somebody gets. */
export async function showOwnLists(tx: Tx, site: Site, asked: Asked, to: string): Promise<string> {
  const person = await personByAddress(tx, to)
  const lists = person === undefined ? [] : await listsOf(tx, person.id)
  return lists.length === 0
    ? await answerFromPlatform(tx, site, asked, { name: 'no-lists', to })
    : await answerFromPlatform(tx, site, asked, {
        name: 'your-lists',
        to,
        sentences: { lists: lines(lists) },
      })
}

/** The lists that somebody may know of. */
export async function showLists(tx: Tx, site: Site, asked: Asked, to: string): Promise<string> {
  const person = await personByAddress(tx, to)
  const rights = await rightsOn(tx, person, (await readArchives(tx)).all)
  const known = rights.filter(({ mayKnow }) => mayKnow).map(({ list }) => list)
  return known.length === 0
    ? await answerFromPlatform(tx, site, asked, { name: 'platform-help', to })
    : await answerFromPlatform(tx, site, asked, { name: 'all-lists', to, sentences: { lists: lines(known) } })
}

function lines(lists: readonly { readonly title: string; readonly address: string }[]): string {
  const shown = lists.slice(0, MOST_LISTS).map(({ title, address }) => `${title}\n${address}`)
  return [...shown, ...(lists.length > MOST_LISTS ? ['…'] : [])].join('\n\n')
}
