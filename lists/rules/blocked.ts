import type { Rule } from '../judge.ts'

/** A moderator has blocked this address: quietly dropped. Whoever runs the list isn't kept out of it. */
export const blocked: Rule = {
  name: 'blocked',
  check: ({ authorVerdict, standing }) =>
    authorVerdict === 'blocked' && standing.roles.length === 0
      ? { action: 'discard', reason: 'author-blocked' }
      : undefined,
}
