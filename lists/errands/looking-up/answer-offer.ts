// An answer to messages offered by number, or to a question that kept a command: from the address it was mailed to.
import type { Tx } from '#store/database.ts'
import { asksForMore } from '../../commands/more.ts'
import { picksOf } from '../../commands/picks.ts'
import { plain } from '../../commands/plain.ts'
import { readRequest } from '../../commands/read.ts'
import type { Verb } from '../../commands/verbs.ts'
import { saysNo, saysYes } from '../../commands/yes-no.ts'
import { type List, listById } from '../../lists.ts'
import { firstLine, textOf } from '../../robot-mail.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { spend, type Token } from '../../tokens.ts'
import { carryOutAnywhere } from '../anywhere.ts'
import { confirmed } from '../asker.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { type Offer, offerOf } from './offer.ts'
import { readerOf } from './reader.ts'
import { sendMessages } from './send-messages.ts'
import { takeBackPicked } from './take-back.ts'

/** Whether a token keeps an offer or a command. */
export const isForLookingUp = ({ detail }: Token): boolean =>
  detail.act === 'offer' || detail.act === 'command'

/**
 * Answers it. A question is answered once, and confirms who answers; so do numbers, of which only the address that was
 * offered them gets anything. Other commands count as any mail's do: a mail that is forwarded shows its token.
 */
export async function answerOffer(tx: Tx, site: Site, asked: Asked, token: Token): Promise<string> {
  const list = token.listId === null ? undefined : await listById(tx, token.listId)
  if (token.listId !== null && list === undefined) return 'the list is gone'
  const to = token.address
  if (token.state === 'expired') return await reply(tx, site, asked, list, { name: 'offer-old', to })
  const words = await firstLine(asked.original)
  const offered = offerOf(token)
  return offered === undefined
    ? await carryOn(tx, site, asked, { token, list, words })
    : await answerNumbers(tx, site, asked, { token, list, words, offered })
}

interface Answered {
  readonly token: Token
  readonly list: List | undefined
  readonly words: string
}

/** The command that waited for an answer. */
async function carryOn(tx: Tx, site: Site, asked: Asked, { token, list, words }: Answered): Promise<string> {
  const { verb, rest, needs, answers, subject } = token.detail as unknown as {
    readonly verb: Verb
    readonly rest: string
    readonly needs?: 'yes'
    readonly answers: string
    readonly subject: string
  }
  if (token.state === 'used') return 'used already'
  if (saysNo(words)) return (await spend(tx, token.id)) ? 'declined' : 'used already'
  const to = token.address
  if (needs === 'yes' && !saysYes(words))
    return await reply(tx, site, asked, list, {
      name: 'command-yes-or-no',
      to,
      fromAddress: answerAddress(site, token.id),
    })
  if (!(await spend(tx, token.id))) return 'used already'
  return await carryOutAnywhere(tx, site, confirmed(asked), {
    list,
    to,
    command: { verb, rest },
    about: { answers, subject },
  })
}

/** Answered with thanks: that is the end of it. */
const THANKS =
  /^(?:(?:un )?(?:grand )?merci|thanks|thank you|super|parfait|ok|d accord|bien recu|c est (?:bon|note))\b/

/** « 3, 5 », « suite », or another command; it may be answered again and again while it lasts. */
async function answerNumbers(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list, words, offered }: Answered & { readonly offered: Offer },
): Promise<string> {
  const to = token.address
  const subject = asked.original.header.text('Subject')
  const { commands, picks } = readRequest(words === '' ? subject : '', await textOf(asked.original))
  const [command, ...others] = commands
  const numbers = command?.verb === 'get' && others.length === 0 ? (picksOf(command.rest) ?? picks) : picks
  if (numbers.length > 0)
    return await takePicks(tx, site, confirmed(asked), { token, list, to, offered, numbers })
  if (asksForMore(words))
    return offered.next === undefined
      ? await reply(tx, site, asked, list, { name: 'offer-end', to })
      : await carryOutAnywhere(tx, site, confirmed(asked), {
          list,
          to,
          command: { verb: offered.next.verb, rest: offered.next.rest },
          before: offered.messages,
          skip: offered.next.skip,
        })
  const outcomes: string[] = []
  for (const one of commands)
    outcomes.push(await carryOutAnywhere(tx, site, asked, { list, to, command: one }))
  if (outcomes.length > 0) return outcomes.join(', ')
  if (saysNo(words) || THANKS.test(plain(words))) return 'nothing more is wanted'
  return await reply(tx, site, asked, list, {
    name: offered.does === 'send' ? 'offer-unclear' : 'own-post-unclear',
    to,
    fromAddress: answerAddress(site, token.id),
  })
}

async function takePicks(
  tx: Tx,
  site: Site,
  asked: Asked,
  {
    token,
    list,
    to,
    offered,
    numbers,
  }: Pick<Asking, 'list' | 'to'> & {
    readonly token: Token
    readonly offered: Offer
    readonly numbers: readonly number[]
  },
): Promise<string> {
  const picked = numbers.flatMap((number) => {
    const one = offered.messages[number - 1]
    return one ? [one] : []
  })
  if (offered.does === 'take-back')
    return (await spend(tx, token.id))
      ? await takeBackPicked(tx, site, asked, { list, to, picked })
      : 'used already'
  const reader = await readerOf(tx, site, asked, { list, to, command: { verb: 'get', rest: '' } })
  if ('answered' in reader) return reader.answered
  const messages = await site.library.among(
    tx,
    picked.map(([messageId]) => messageId),
    reader.readable.map((rights) => rights.list.id),
  )
  return messages.length === 0
    ? await reply(tx, site, asked, list, { name: 'no-such-message', to })
    : await sendMessages(tx, site, asked, { list, to, reader, messages })
}
