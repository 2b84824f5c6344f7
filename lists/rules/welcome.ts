import { atLeast } from '#mta/in/evidence.ts'
import type { Posting } from '../judge.ts'
import type { Outcome } from '../policy.ts'

/** Where the policy would hold somebody whom a moderator welcomed for good, they pass; unproved, they are asked first. */
export function asWelcomed(outcome: Outcome, { authorVerdict, evidence }: Posting): Outcome {
  if (outcome !== 'hold' || authorVerdict !== 'welcome') return outcome
  return atLeast(evidence.level, 'spf-aligned') ? 'accept' : 'confirm'
}
