// What a decision is about, in words.
import type { Evidence } from '#mta/in/evidence.ts'
import type { DbOrTx } from '#store/database.ts'
import { arrivalById } from '../arrivals.ts'
import { type List, listById } from '../lists.ts'
import { type Language, oneLine } from '../mails.ts'
import { openOriginal } from '../original.ts'
import { postById } from '../posts.ts'
import type { Site } from '../site.ts'
import type { Held } from './held.ts'
import { requestById } from './join-requests.ts'
import { phrases, said } from './words.ts'
import { subjectsOf } from './written-by.ts'

/** Who asks what of which list. */
export interface Matter {
  readonly held: Held
  readonly list: List
  readonly since: Date
  /** As compared; absent where a message has not one author. */
  readonly address?: string
  /** Of a message. */
  readonly evidence?: Evidence
  readonly named: { readonly name: string; readonly address: string; readonly subject: string }
}

/** What is held, with the names that people know it by; undefined when it is gone. */
export async function matterOf(
  db: DbOrTx,
  site: Pick<Site, 'blobs'>,
  held: Held,
  language: Language,
): Promise<Matter | undefined> {
  if ('join' in held) {
    const asked = await requestById(db, held.join)
    const list = asked && (await listById(db, asked.listId))
    if (!asked || !list) return undefined
    const { address, heldAt: since } = asked
    return {
      held,
      list,
      since,
      address,
      named: { name: oneLine(asked.name) || address, address, subject: '' },
    }
  }
  const post = await postById(db, held.post)
  const list = post && (await listById(db, post.listId))
  const arrival = post && (await arrivalById(db, post.arrivalId))
  if (!list || !arrival) return undefined
  const { header } = await openOriginal(db, site.blobs, arrival)
  const { evidence } = arrival
  const address = evidence.from
  return {
    held,
    list,
    since: arrival.receivedAt,
    evidence,
    ...(address !== undefined && { address }),
    named: subjectsOf(header, language),
  }
}

/** « le message « … », de … ». */
export const matterInWords = ({ held, list, named }: Matter, language: Language): string =>
  said(phrases(language)['post' in held ? 'post' : 'join'], { ...named, list: list.address })
