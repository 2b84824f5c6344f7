// Answers to what somebody unproved got: the request they had made, or another one in its place, now proved.
import type { Tx } from '#store/database.ts'
import { arrivalById, errandById } from '../arrivals.ts'
import { saysNo } from '../commands/yes-no.ts'
import { openOriginal } from '../original.ts'
import { firstLine } from '../robot-mail.ts'
import type { Site } from '../site.ts'
import { spend, type Token } from '../tokens.ts'
import { platform } from './platform.ts'
import { request } from './request.ts'
import type { Asked } from './table.ts'

/** Whether a token is one of these. */
export const isForRequest = ({ detail }: Token): boolean => detail.act === 'request' || detail.act === 'ask'

/** Carries it out, once. */
export async function answerRequest(tx: Tx, site: Site, confirmed: Asked, token: Token): Promise<string> {
  if (!(await spend(tx, token.id))) return 'used already'
  if (token.detail.act === 'ask') return await carryOutAsProved(tx, site, confirmed, token)
  if (saysNo(await firstLine(confirmed.original))) return 'declined'
  const errand = await errandById(tx, Number(token.detail.errandId))
  const arrival = errand && (await arrivalById(tx, errand.arrivalId))
  if (!errand || !arrival) return 'too old'
  const original = await openOriginal(site.db, site.blobs, arrival)
  const { evidence } = confirmed.arrival
  const first = { ...confirmed, errand, original, arrival: { ...arrival, evidence } }
  return await carryOutAsProved(tx, site, first, token)
}

async function carryOutAsProved(tx: Tx, site: Site, asked: Asked, { listId }: Token): Promise<string> {
  const { errand } = asked
  return listId === null
    ? await platform(tx, site, { ...asked, errand: { ...errand, intent: { kind: 'platform' } } })
    : await request(tx, site, { ...asked, errand: { ...errand, intent: { kind: 'request', listId } } })
}
