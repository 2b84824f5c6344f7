import { atLeast } from '#mta/in/evidence.ts'
import type { Posting, Rule } from '../judge.ts'

/** A moderator has blocked this address: quietly dropped. Whoever runs the list isn't kept out of it. */
export const blocked: Rule = {
  name: 'blocked',
  check: (posting) =>
    isBlocked(posting) && posting.standing.roles.length === 0
      ? { action: 'discard', reason: 'author-blocked' }
      : undefined,
}

/** A forger who gets an address blocked doesn't silence whoever is proved to have it. */
const isBlocked = ({ authorVerdict, evidence }: Posting): boolean =>
  authorVerdict === 'blocked' ||
  (authorVerdict === 'forger-blocked' && !atLeast(evidence.level, 'spf-aligned'))
