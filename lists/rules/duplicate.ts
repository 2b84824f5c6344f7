import type { Rule } from '../judge.ts'

/** The same message again is one message; another one under a known Message-ID is for a human to look at. */
export const duplicate: Rule = {
  name: 'duplicate',
  check: ({ earlier }) => {
    if (earlier === 'same-content') return { action: 'discard', reason: 'same-message-again' }
    if (earlier === 'other-content') return { action: 'hold', reason: 'other-content-under-same-id' }
    return undefined
  },
}
