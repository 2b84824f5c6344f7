// Who sends a request, and whether our robot may answer them.
import { atLeast, type Evidence } from '#mta/in/evidence.ts'
import { mustNotBeAnswered } from '#mta/message/automatic.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { isAnsweredToday, mayAnswer, mayAnswerAgain } from '../answered.ts'
import type { Asked } from './table.ts'

/**
 * Mails to one address a day, of whatever kind: what nothing proves to be asked by its owner gets one in all, and one
 * more that asks whether they leave a list that they are on.
 */
const perDay = { proved: 50, unproved: 1, 'unproved-leave': 1 }

/** The address that asks; undefined when a robot, a list or nobody asks: then nothing may be answered. */
export function askerOf({ arrival, original }: Asked): string | undefined {
  if (mustNotBeAnswered(original.header, arrival.mailFrom)) return undefined
  return arrival.evidence.from
}

/** The same request from somebody who has answered a token that was mailed to them. */
export function confirmed(asked: Asked): Asked {
  const { arrival } = asked
  return { ...asked, arrival: { ...arrival, evidence: { ...arrival.evidence, level: 'confirmed' } } }
}

/** Whether who asks is proved, so that they may be answered as often as they write. */
export const isProved = (evidence: Evidence): boolean => atLeast(evidence.level, 'spf-aligned')

/** Counts an answer against the asker's day; 'leaves' is the question to somebody on a list whether they leave it. */
export async function mayAnswerAsker(
  tx: Tx,
  address: string,
  name: string,
  evidence: Evidence,
): Promise<boolean> {
  const counted = isProved(evidence) ? 'proved' : name === 'leaves' ? 'unproved-leave' : 'unproved'
  // One question a day whether they leave: it is also the day's mail where that had not been sent.
  if (counted === 'unproved-leave') await mayAnswer(tx, address, 'unproved', perDay.unproved)
  return (await mayAnswer(tx, address, counted, perDay[counted])) === 'answer'
}

/** Whether somebody unproved may still be asked today whether they leave, without counting. */
export async function mayBeAskedToLeave(db: DbOrTx, address: string): Promise<boolean> {
  return !(await isAnsweredToday(db, address, 'unproved-leave', perDay['unproved-leave']))
}

/** Whether somebody unproved has had their mail of the day: whatever else is asked in their name, nobody is told. */
export async function hasHadTheirMail(db: DbOrTx, { arrival }: Asked): Promise<boolean> {
  const { evidence } = arrival
  if (evidence.from === undefined || isProved(evidence)) return false
  return await isAnsweredToday(db, evidence.from, 'unproved', perDay.unproved)
}

/** They have answered a token from their address: what was asked in their name was theirs, and the day begins anew. */
export async function hasAnswered(tx: Tx, address: string): Promise<void> {
  await mayAnswerAgain(tx, address, 'unproved')
  await mayAnswerAgain(tx, address, 'unproved-leave')
}
