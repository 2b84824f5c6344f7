// The round-up: what waits for somebody over all their lists, numbered; one mail answers all of it.
import type { DbOrTx, Tx } from '#store/database.ts'
import { type Language, type MailName, write } from '../mails.ts'
import type { Moderator } from '../roles.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { makeToken } from '../tokens.ts'
import type { Held } from './held.ts'
import { waitingHeldPosts } from './held-posts.ts'
import { waitingRequests } from './join-requests.ts'
import { type Matter, matterOf } from './matter.ts'
import { lifeMinutes } from './notice.ts'
import { momentInWords, phrases, said } from './words.ts'

/** In one mail; the others come in a next one. */
export const MOST_ITEMS = 50

/** Something undecided, and since when. */
export interface Undecided {
  readonly held: Held
  readonly listId: number
  readonly heldAt: Date
  readonly announced: boolean
  readonly reminded: boolean
  readonly passedOn: boolean
}

/** All that nobody has decided, oldest first; on these lists, or on all. */
export async function undecided(db: DbOrTx, listIds?: readonly number[]): Promise<Undecided[]> {
  const [posts, requests] = [await waitingHeldPosts(db, listIds), await waitingRequests(db, listIds)]
  return [
    ...posts.map(({ id, ...one }) => ({ ...one, held: { post: id } })),
    ...requests.map(({ id, ...one }) => ({ ...one, held: { join: id } })),
  ].toSorted((a, b) => a.heldAt.getTime() - b.heldAt.getTime())
}

/** Writes one to one moderator, numbers bound to what they name by that mail's own token; false when all of it is gone. */
export async function writeRoundUp(
  tx: Tx,
  site: Site,
  roundUp: {
    readonly to: Moderator
    readonly held: readonly Held[]
    readonly name: Extract<MailName, 'round-up' | 'held-reminder'>
    /** A day's own, as YYYY-MM-DD; absent: asked for. */
    readonly day?: string
    readonly once: string
    readonly inReplyTo?: string
  },
): Promise<boolean> {
  const { to, held, name, day } = roundUp
  const language = to.language ?? site.platform.language
  const matters: Matter[] = []
  for (const one of held.slice(0, MOST_ITEMS)) {
    const matter = await matterOf(tx, site, one, language)
    if (matter) matters.push(matter)
  }
  const [first] = matters
  if (!first) return false
  const tokenId = await makeToken(tx, {
    purpose: 'moderate',
    address: to.address,
    personId: to.personId,
    listId: first.list.id,
    detail: { kind: 'round-up', items: matters.map((one) => one.held), ...(day !== undefined && { day }) },
    lifeMinutes: lifeMinutes(first.list),
  })
  const left = held.length - matters.length
  const more = left > 0 ? [said(phrases(language)['more-items'], { count: left })] : []
  const items = [...matters.map((matter, at) => itemInWords(matter, at + 1, language)), ...more]
  await write(tx, {
    name,
    language,
    to: to.written,
    from: { name: site.platform.name, address: answerAddress(site, tokenId) },
    ...(roundUp.inReplyTo && { inReplyTo: roundUp.inReplyTo }),
    once: roundUp.once,
    sentences: { count: String(matters.length), items: items.join('\n') },
  })
  return true
}

function itemInWords(matter: Matter, number: number, language: Language): string {
  const { list, named, since, held } = matter
  const when = momentInWords(since, { language, timeZone: list.settings.timeZone, now: new Date() })
  return said(phrases(language)['post' in held ? 'post-item' : 'join-item'], {
    ...named,
    number,
    list: list.address,
    when,
  })
}
