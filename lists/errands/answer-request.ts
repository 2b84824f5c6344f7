// Answers to what somebody unproved got: the request they had made, or another one in its place, now proved.
import type { Tx } from '#store/database.ts'
import { arrivalById, errandById } from '../arrivals.ts'
import { saysNo } from '../commands/yes-no.ts'
import { openOriginal } from '../original.ts'
import { firstLine } from '../robot-mail.ts'
import type { Site } from '../site.ts'
import { spend, type Token } from '../tokens.ts'
import { confirmed } from './asker.ts'
import { isPastTheirDay } from './past-their-day.ts'
import { platform } from './platform.ts'
import { request } from './request.ts'
import type { Asked } from './table.ts'

/** Whether a token is one of these. */
export const isForRequest = ({ detail }: Token): boolean => detail.act === 'request' || detail.act === 'ask'

/** Carries it out, once as proved; what comes to the same place later is worth what its own evidence says. */
export async function answerRequest(tx: Tx, site: Site, asked: Asked, token: Token): Promise<string> {
  const isSpent = await spend(tx, token.id)
  if (token.detail.act === 'ask')
    return isSpent
      ? await carryOut(tx, site, confirmed(asked), token)
      : await askedAgain(tx, site, asked, token)
  if (!isSpent) return 'used already'
  if (saysNo(await firstLine(asked.original))) return 'declined'
  const errand = await errandById(tx, Number(token.detail.errandId))
  const arrival = errand && (await arrivalById(tx, errand.arrivalId))
  if (!errand || !arrival) return 'too old'
  const original = await openOriginal(site.db, site.blobs, arrival)
  const { evidence } = confirmed(asked).arrival
  return await carryOut(tx, site, { ...asked, errand, original, arrival: { ...arrival, evidence } }, token)
}

async function askedAgain(tx: Tx, site: Site, asked: Asked, token: Token): Promise<string> {
  return (await isPastTheirDay(tx, site, asked, token.listId ?? undefined))
    ? 'silent'
    : await carryOut(tx, site, asked, token)
}

async function carryOut(tx: Tx, site: Site, asked: Asked, { listId }: Token): Promise<string> {
  const { errand } = asked
  return listId === null
    ? await platform(tx, site, { ...asked, errand: { ...errand, intent: { kind: 'platform' } } })
    : await request(tx, site, { ...asked, errand: { ...errand, intent: { kind: 'request', listId } } })
}
