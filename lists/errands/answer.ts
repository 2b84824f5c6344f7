// An answer to a token that we mailed: from the address it was mailed to, by a human, it confirms one thing once.
import { parseMailboxes } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { arrivalById, confirmArrival, seeToAgain } from '../arrivals.ts'
import { receiveAgain, signOfLife } from '../bounces/sign-of-life.ts'
import { saysNo, saysYes } from '../commands/yes-no.ts'
import { rememberIdentities } from '../identities.ts'
import { type List, listById } from '../lists.ts'
import { answerModerating } from '../moderation/answer.ts'
import { ensurePerson, personByAddress } from '../people.ts'
import { insertPosts, moveConfirming } from '../posts.ts'
import { firstLine } from '../robot-mail.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { isSpent, makeToken, spend, type Token, tokenById } from '../tokens.ts'
import { answeredAboutAddress } from './addresses/answers.ts'
import { answerRequest, isForRequest } from './answer-request.ts'
import { askerOf, confirmed, hasAnswered, isProved } from './asker.ts'
import { joinNow } from './join.ts'
import { leaveNow } from './leaving.ts'
import { answerAbout } from './list-mail.ts'
import { answerOffer, isForLookingUp } from './looking-up/answer-offer.ts'
import { bulkAgreed, bulkAsked, invited, invitedTooLate, undoBulk } from './owners/answers.ts'
import { type Change, changeNow } from './receiving.ts'
import { moderateAgain, type StandIn, standInNow } from './standing-in.ts'
import type { Asked, Run } from './table.ts'

export const answer: Run<'answer'> = async (tx, site, asked) => {
  const token = await tokenById(tx, asked.errand.intent.tokenId)
  const from = askerOf(asked)
  if (!token || !from) return 'not answered'
  // Answered from elsewhere (forwarded, or guessed) it acts for nobody.
  if (from !== token.address) return 'answered from another address'
  const outcome = await answered(tx, site, asked, token)
  // A mail that is forwarded shows its token: only what can't be shown again proves as much as its domain does.
  if (token.state === 'fresh' && (isProved(asked.arrival.evidence) || (await isSpent(tx, token.id)))) {
    await hasAnswered(tx, from)
    await signOfLife(tx, site, from)
  }
  return outcome
}

async function answered(tx: Tx, site: Site, asked: Asked, token: Token): Promise<string> {
  const from = token.address
  if (token.detail.act === 'receive-again') {
    if (!(await spend(tx, token.id))) return 'used already'
    await receiveAgain(tx, site, Number(token.detail.addressId), from)
    return 'receives again'
  }
  if (isForRequest(token)) return await answerRequest(tx, site, asked, token)
  if (isForLookingUp(token)) return await answerOffer(tx, site, asked, token)
  if (token.purpose === 'moderate') return await answerModerating(tx, site, asked, token)
  if (token.purpose === 'link-address')
    return await answeredAboutAddress(tx, site, confirmed(asked), token, await firstLine(asked.original))
  const list = token.listId === null ? undefined : await listById(tx, token.listId)
  if (!list) return 'the list is gone'
  const words = await firstLine(asked.original)
  if (token.state === 'expired' && token.detail.act === 'invited')
    return await invitedTooLate(tx, site, asked, { token, list, words })
  if (token.state !== 'fresh') return await askWhetherMeantForList(tx, site, asked, list, from, words)
  if (token.purpose === 'confirm-post')
    return await confirmPost(tx, site, confirmed(asked), { token, list, words })
  if (token.purpose === 'confirm-act')
    return await confirmAct(tx, site, confirmed(asked), { token, list, words })
  return 'not a token for mail'
}

/** An answer from the address that was asked, with its first line. */
export interface Answered {
  readonly token: Token
  readonly list: List
  readonly words: string
}

async function confirmPost(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list, words }: Answered,
): Promise<string> {
  const arrivalId = token.detail.arrivalId as number
  const arrival = await arrivalById(tx, arrivalId)
  if (!arrival || !(await spend(tx, token.id))) return 'used already'
  if (saysNo(words)) {
    await moveConfirming(tx, arrivalId, 'discarded')
    return await answerAbout(tx, site, asked, list, {
      name: 'confirm-post-cancelled',
      to: token.address,
    })
  }
  const name = parseMailboxes(asked.original.header.first('From') ?? '')[0]?.name ?? ''
  const person = await ensurePerson(tx, { address: token.address, name, verified: 'verified' })
  await rememberIdentities(tx, {
    from: token.address,
    personId: person.id,
    identities: arrival.evidence.identities,
  })
  await confirmArrival(tx, arrivalId)
  await moveConfirming(tx, arrivalId, 'new')
  await seeToAgain(tx, arrivalId)
  return 'confirmed'
}

/** What an answer to a mail about an act does. To add one: its name in the token's detail, one line here. */
const ACTS: Readonly<Record<string, ConfirmedAct>> = {
  join: (tx, site, asked, answered) =>
    unlessNo(tx, answered, ({ to, list }) =>
      joinNow(tx, site, asked, list, { to, name: String(answered.token.detail.name ?? '') }),
    ),
  leave: leaveAnswered,
  receiving: (tx, site, asked, answered) =>
    unlessNo(tx, answered, ({ to, list }) =>
      changeNow(tx, site, asked, list, { to, change: answered.token.detail.change as Change }),
    ),
  'stand-in': (tx, site, asked, answered) =>
    unlessNo(tx, answered, ({ to, list }) =>
      standInNow(tx, site, asked, list, { to, wanted: answered.token.detail.wanted as StandIn }),
    ),
  'moderate-again': (tx, site, asked, answered) =>
    unlessNo(tx, answered, ({ to, list }) => moderateAgain(tx, site, asked, list, to)),
  repost,
  'bulk-asked': bulkAsked,
  bulk: bulkAgreed,
  'undo-bulk': undoBulk,
  invited,
}

type ConfirmedAct = (tx: Tx, site: Site, asked: Asked, answered: Answered) => Promise<string>

const confirmAct: ConfirmedAct = async (tx, site, asked, answered) =>
  (await ACTS[String(answered.token.detail.act)]?.(tx, site, asked, answered)) ?? 'not an act'

/** Any answer but no does it, once. */
async function unlessNo(
  tx: Tx,
  { token, list, words }: Answered,
  act: (about: { readonly to: string; readonly list: List }) => Promise<string>,
): Promise<string> {
  if (!(await spend(tx, token.id))) return 'used already'
  return saysNo(words) ? 'declined' : await act({ to: token.address, list })
}

async function leaveAnswered(tx: Tx, site: Site, asked: Asked, answered: Answered): Promise<string> {
  const { token, list, words } = answered
  if (token.detail.needs === 'yes' && !saysYes(words) && !saysNo(words))
    return await answerAbout(tx, site, asked, list, {
      name: 'yes-or-no',
      to: token.address,
      fromAddress: answerAddress(site, token.id),
    })
  return await unlessNo(tx, answered, async ({ to }) => {
    const person = await personByAddress(tx, to)
    return person === undefined
      ? await answerAbout(tx, site, asked, list, { name: 'not-on-list', to })
      : await leaveNow(tx, site, asked, list, to, person.id)
  })
}

/** A mail with words of its own, sent to a spent token, may be meant for everyone: we ask, and lose nothing. */
async function askWhetherMeantForList(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
  words: string,
): Promise<string> {
  if (words === '' || saysYes(words) || saysNo(words)) return 'used already'
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    listId: list.id,
    detail: { act: 'repost', arrivalId: asked.arrival.id },
  })
  return await answerAbout(tx, site, asked, list, {
    name: 'late-answer',
    to,
    fromAddress: answerAddress(site, tokenId),
  })
}

async function repost(tx: Tx, _site: Site, _asked: Asked, { token, list, words }: Answered): Promise<string> {
  if (!saysYes(words) || !(await spend(tx, token.id))) return 'not a yes'
  const arrivalId = token.detail.arrivalId as number
  const author = await personByAddress(tx, token.address)
  await confirmArrival(tx, arrivalId)
  await insertPosts(tx, [
    {
      arrivalId,
      listId: list.id,
      state: 'new',
      verdict: { action: 'accept', reasons: [], trace: [] },
      ...(author && { authorId: author.id }),
    },
  ])
  await seeToAgain(tx, arrivalId)
  return 'proposed to the list'
}
