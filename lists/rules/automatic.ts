import { automaticKind } from '#mta/message/automatic.ts'
import type { Rule } from '../judge.ts'

/** Bounces and absence robots never reach a list; notices written by programs wait for a human (RFC 3834, RFC 5321 §4.5.5). */
export const automatic: Rule = {
  name: 'automatic',
  check: ({ header, mailFrom }) => {
    if (mailFrom === '') return { action: 'discard', reason: 'bounce' }
    const kind = automaticKind(header)
    if (kind === 'answer') return { action: 'discard', reason: 'automatic-answer' }
    if (kind === 'notice') return { action: 'hold', reason: 'automatic-notice' }
    return undefined
  },
}
