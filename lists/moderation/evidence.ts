import type { Evidence } from '#mta/in/evidence.ts'
import { atLeast } from '#mta/in/evidence.ts'

/** Whether a mail from a moderator's address, to their own token, is enough: aligned, or all that their domain has to offer. */
export const provesModerator = (evidence: Evidence): boolean =>
  atLeast(evidence.level, 'aligned') || evidence.domainOffers === 'no more'
