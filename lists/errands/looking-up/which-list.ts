import type { Tx } from '#store/database.ts'
import type { Site } from '../../site.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { readerOf } from './reader.ts'

const MOST_LISTS = 50

/** A command that is about one list named none: those that it may be about are shown. */
export async function whichList(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const reader = await readerOf(tx, site, asked, asking)
  if ('answered' in reader) return reader.answered
  const lists = reader.readable.slice(0, MOST_LISTS).map(({ list }) => `${list.title}\n${list.address}`)
  return lists.length === 0
    ? await reply(tx, site, asked, undefined, { name: 'platform-help', to: asking.to })
    : await reply(tx, site, asked, undefined, {
        name: 'which-list',
        to: asking.to,
        sentences: { lists: lists.join('\n\n') },
      })
}
