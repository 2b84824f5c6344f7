import type { Rule } from '../judge.ts'

/** A message has one author (RFC 5322 §3.6.2 allows several; a list can't tell who then asks), and no list is one. */
export const author: Rule = {
  name: 'author',
  check: ({ evidence, fromIsOurs }) => {
    if (fromIsOurs) return { action: 'reject', reason: 'from-is-a-list' }
    if (evidence.from === undefined) return { action: 'hold', reason: 'no-single-author' }
    return undefined
  },
}
