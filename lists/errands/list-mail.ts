// Answers about a list: from its owners, or from a token's address when an answer to them is expected.
import { parseMailboxes } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { List } from '../lists.ts'
import { languageOf, listSentences, type MailName } from '../mails.ts'
import { personByAddress } from '../people.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { isOn } from '../subscriptions.ts'
import { makeToken } from '../tokens.ts'
import { addressToAskAgain } from './ask-again.ts'
import { isProved, mayAnswerAsker } from './asker.ts'
import { answerWith } from './in-one-mail.ts'
import type { Asked } from './table.ts'

/** Writes one mail about a list in answer to an errand, within the asker's daily number. */
export async function answerAbout(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  mail: {
    readonly name: MailName
    readonly to: string
    readonly fromAddress?: string
    readonly sentences?: Record<string, string>
    /** Tells two of that name apart, where one mail asks for both. */
    readonly which?: string
    /** 'leaves': the question to somebody on the list whether they leave it. */
    readonly countedAs?: 'leaves'
  },
): Promise<string> {
  const { arrival, errand } = asked
  if (!(await mayAnswerAsker(tx, mail.to, mail.countedAs ?? mail.name, arrival.evidence)))
    return `${mail.name}: silent`
  const fromAddress =
    isProved(arrival.evidence) || mail.fromAddress?.startsWith('confirm+')
      ? mail.fromAddress
      : await addressToAskAgain(tx, site, { to: mail.to, listId: list.id })
  await answerWith(tx, asked, {
    name: mail.name,
    language: await languageOf(tx, mail.to, list.settings.language),
    to: mail.to,
    from: { name: list.title, address: fromAddress ?? derivedAddress(list.address, 'owner') },
    inReplyTo: arrival.messageId,
    listId: list.id,
    once: `errand:${errand.id}:${mail.name}:${list.id}:${mail.to}${mail.which ? `:${mail.which}` : ''}`,
    sentences: { ...listSentences(list, site.platform), address: mail.to, ...mail.sentences },
  })
  return mail.name
}

/** Asks for one confirmation by mail of an act on a list: any answer but no, or a yes where a sentence was read for a wish. */
export async function confirmAct(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  act:
    | { readonly what: 'join' | 'leave'; readonly to: string; readonly needs?: undefined }
    | { readonly what: 'leave'; readonly to: string; readonly needs: 'yes' },
): Promise<string> {
  const from = parseMailboxes(asked.original.header.first('From') ?? '')[0]
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: act.to,
    listId: list.id,
    detail: { act: act.what, name: from?.name ?? '', ...(act.needs && { needs: act.needs }) },
  })
  return await answerAbout(tx, site, asked, list, {
    name: act.needs === 'yes' ? `${act.what}-wish` : `${act.what}-confirm`,
    to: act.to,
    fromAddress: answerAddress(site, tokenId),
    ...(act.what === 'leave' && (await isAddressOn(tx, list, act.to)) && { countedAs: 'leaves' as const }),
  })
}

async function isAddressOn(tx: Tx, list: List, address: string): Promise<boolean> {
  const person = await personByAddress(tx, address)
  return person !== undefined && (await isOn(tx, list.id, person.id))
}
