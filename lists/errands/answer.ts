// An answer to a token that we mailed: from the address it was mailed to, by a human, it confirms one thing once.
import { parseMailboxes } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { arrivalById, confirmArrival, seeToAgain } from '../arrivals.ts'
import { note } from '../audit.ts'
import { receiveAgain, signOfLife } from '../bounces/sign-of-life.ts'
import { saysNo, saysYes } from '../commands/yes-no.ts'
import { rememberIdentities } from '../identities.ts'
import { type List, listById } from '../lists.ts'
import { ensurePerson, personByAddress } from '../people.ts'
import { insertPosts, moveConfirming } from '../posts.ts'
import { firstLine } from '../robot-mail.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { leave } from '../subscriptions.ts'
import { makeToken, spend, type Token, tokenById } from '../tokens.ts'
import { answerRequest, isForRequest } from './answer-request.ts'
import { askerOf, hasAnswered } from './asker.ts'
import { joinNow } from './join.ts'
import { answerAbout } from './list-mail.ts'
import { type Change, changeNow } from './receiving.ts'
import type { Asked, Run } from './table.ts'

export const answer: Run<'answer'> = async (tx, site, asked) => {
  const token = await tokenById(tx, asked.errand.intent.tokenId)
  const from = askerOf(asked)
  if (!token || !from) return 'not answered'
  // Answered from elsewhere (forwarded, or guessed) it acts for nobody.
  if (from !== token.address) return 'answered from another address'
  const confirmed: Asked = {
    ...asked,
    arrival: { ...asked.arrival, evidence: { ...asked.arrival.evidence, level: 'confirmed' } },
  }
  if (token.state === 'fresh') {
    await hasAnswered(tx, from)
    await signOfLife(tx, site, from)
  }
  if (token.detail.act === 'receive-again') {
    if (!(await spend(tx, token.id))) return 'used already'
    await receiveAgain(tx, site, Number(token.detail.addressId), from)
    return 'receives again'
  }
  if (isForRequest(token)) return await answerRequest(tx, site, confirmed, token)
  const list = token.listId === null ? undefined : await listById(tx, token.listId)
  if (!list) return 'the list is gone'
  const words = await firstLine(asked.original)
  if (token.state !== 'fresh') return await askWhetherMeantForList(tx, site, asked, list, from, words)
  if (token.purpose === 'confirm-post') return await confirmPost(tx, site, confirmed, { token, list, words })
  if (token.purpose === 'confirm-act') return await confirmAct(tx, site, confirmed, { token, list, words })
  return 'not a token for mail'
}

interface Answered {
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

async function confirmAct(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list, words }: Answered,
): Promise<string> {
  const act = token.detail.act as 'join' | 'leave' | 'receiving' | 'repost'
  if (act === 'repost') {
    if (!saysYes(words) || !(await spend(tx, token.id))) return 'not a yes'
    return await repost(tx, token, list)
  }
  if (saysNo(words)) return (await spend(tx, token.id)) ? 'declined' : 'used already'
  if (token.detail.needs === 'yes' && !saysYes(words))
    return await answerAbout(tx, site, asked, list, {
      name: 'yes-or-no',
      to: token.address,
      fromAddress: answerAddress(site, token.id),
    })
  if (!(await spend(tx, token.id))) return 'used already'
  const to = token.address
  if (act === 'join')
    return await joinNow(tx, site, asked, list, { to, name: String(token.detail.name ?? '') })
  if (act === 'receiving')
    return await changeNow(tx, site, asked, list, { to, change: token.detail.change as Change })
  const person = await personByAddress(tx, to)
  if (!person || !(await leave(tx, list.id, person.id, 'confirmed')))
    return await answerAbout(tx, site, asked, list, { name: 'not-on-list', to })
  await note(tx, { act: 'leave', via: 'mail', personId: person.id, listId: list.id, spaceId: list.space.id })
  return await answerAbout(tx, site, asked, list, { name: 'left', to })
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

async function repost(tx: Tx, token: Token, list: List): Promise<string> {
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
