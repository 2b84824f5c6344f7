import { mayHaveAttachment } from '#mta/message/attachment-sign.ts'
import type { Rule } from '../judge.ts'
import { decide } from '../policy.ts'

/** The list's policy for posting, asked with the evidence there is. */
export const whoMayPost: Rule = {
  name: 'who-may-post',
  check: ({ policy, standing, evidence, sizeBytes, header, firstPost, at }) => {
    const { outcome } = decide(policy, standing, {
      evidence: evidence.level,
      sizeBytes,
      hasAttachment: mayHaveAttachment(header),
      firstPost,
      at,
    })
    return outcome === 'accept' ? undefined : { action: outcome, reason: `policy-${outcome}` }
  },
}
