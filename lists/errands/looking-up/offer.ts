// Messages offered by number: the mail that shows them is answered by their numbers, or by « suite ».
import { masked } from '#mta/message/masked.ts'
import type { Tx } from '#store/database.ts'
import type { Verb } from '../../commands/verbs.ts'
import type { Listed } from '../../library.ts'
import { wordsFor } from '../../lookup-words.ts'
import type { MailName } from '../../mails.ts'
import { oneLine } from '../../mails.ts'
import { moment } from '../../moments.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { makeToken, type Token } from '../../tokens.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import type { Reader } from './reader.ts'

/** A message of a list, by their numbers; by that of its post where it waits. */
export type Offered = readonly [id: number, listId: number, what?: 'waiting']

/** What the mail's token keeps. */
export interface Offer {
  readonly act: 'offer'
  /** What a number does. */
  readonly does: 'send' | 'take-back'
  /** Number 1 first. */
  readonly messages: readonly Offered[]
  /** How « suite » goes on. */
  readonly next?: { readonly verb: Verb; readonly rest: string; readonly skip: number }
}

/** Numbers that one mail may offer, those of the pages before it included. */
const MOST_OFFERED = 300

/** The offer that a token carries, if it does. */
export const offerOf = ({ detail }: Token): Offer | undefined =>
  detail.act === 'offer' ? (detail as unknown as Offer) : undefined

/** Mails an offer; numbers go on where the pages before it ended. */
export async function offer(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to }: Pick<Asking, 'list' | 'to'>,
  mail: {
    readonly name: MailName
    readonly does: Offer['does']
    readonly before?: readonly Offered[]
    readonly messages: readonly (Listed & { readonly postId?: number })[]
    readonly next?: Offer['next'] | undefined
    readonly sentences: Record<string, string>
  },
): Promise<string> {
  const messages = [
    ...(mail.before ?? []),
    ...mail.messages.map(
      ({ id, listId, postId }): Offered =>
        postId === undefined ? [id, listId] : [postId, listId, 'waiting'],
    ),
  ].slice(0, MOST_OFFERED)
  const detail: Offer = {
    act: 'offer',
    does: mail.does,
    messages,
    ...(mail.next && messages.length < MOST_OFFERED && { next: mail.next }),
  }
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    ...(list && { listId: list.id }),
    detail,
  })
  return await reply(tx, site, asked, list, {
    name: mail.name,
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: mail.sentences,
  })
}

/** Messages as lines of a mail: number, subject, author and date; where it stands, where there are several lists. */
export function numbered(
  messages: readonly (Listed & { readonly extract?: string; readonly fileName?: string })[],
  reader: Pick<Reader, 'personId' | 'language' | 'titles'>,
  {
    after,
    at,
    timeZone,
    lists,
  }: {
    /** Numbers given before. */
    readonly after: number
    readonly at: Date
    readonly timeZone: string
    readonly lists: 'one' | 'several'
  },
): string {
  const { language, titles } = reader
  const { labels } = wordsFor(language)
  const seen = seenBy(reader)
  return messages
    .map((message, n) => {
      const who = seen(message.fromName || message.fromAddress) || labels.nobody
      const where = lists === 'several' ? [titles.get(message.listId) ?? ''] : []
      return [
        `${after + n + 1}. ${oneLine(seen(message.subject)) || labels.untitled}`,
        [oneLine(who), moment(message.at, language, timeZone, at), ...where].join(', '),
        ...(message.fileName === undefined ? [] : [oneLine(seen(message.fileName))]),
        ...(message.extract ? [seen(message.extract)] : []),
      ].join('\n')
    })
    .join('\n\n')
}

/** A text as the reader may see it: strangers see no address. */
export const seenBy =
  ({ personId }: Pick<Reader, 'personId'>) =>
  (text: string): string =>
    personId === undefined ? masked(text) : text
