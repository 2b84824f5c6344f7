import { automaticKind } from '#mta/message/automatic.ts'
import type { Rule } from '../judge.ts'

/** Bounces, absence robots and reactions (RFC 9078) never reach a list; notices written by programs wait for a human (RFC 3834, RFC 5321 §4.5.5). */
export const automatic: Rule = {
  name: 'automatic',
  check: ({ header, mailFrom, isReaction }) => {
    if (mailFrom === '') return { action: 'discard', reason: 'bounce' }
    const kind = automaticKind(header)
    if (kind === 'answer') return { action: 'discard', reason: 'automatic-answer' }
    if (isReaction) return { action: 'discard', reason: 'reaction' }
    if (kind === 'notice') return { action: 'hold', reason: 'automatic-notice' }
    return undefined
  },
}
