// Who sends a request, and whether our robot may answer them.
import { atLeast, type Evidence } from '#mta/in/evidence.ts'
import { mustNotBeAnswered } from '#mta/message/automatic.ts'
import type { Tx } from '#store/database.ts'
import { mayAnswer } from '../answered.ts'
import type { Asked } from './table.ts'

const perDay = { proved: 50, unproved: 1 } // answers to one address a day

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

/** Counts an answer of a kind against the asker's day. */
export async function mayAnswerAsker(
  tx: Tx,
  address: string,
  kind: string,
  evidence: Evidence,
): Promise<boolean> {
  const proved = atLeast(evidence.level, 'spf-aligned') ? 'proved' : 'unproved'
  return (await mayAnswer(tx, address, `${kind}-${proved}`, perDay[proved])) === 'answer'
}
