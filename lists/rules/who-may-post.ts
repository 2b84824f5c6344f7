import { mayHaveAttachment } from '#mta/message/attachment-sign.ts'
import type { Rule } from '../judge.ts'
import { decide } from '../policy.ts'
import { asWelcomed } from './welcome.ts'

/** The list's policy for posting, asked with the evidence there is. */
export const whoMayPost: Rule = {
  name: 'who-may-post',
  check: (posting) => {
    const { policy, standing, evidence, sizeBytes, header, firstPost, at } = posting
    const decided = decide(policy, standing, {
      evidence: evidence.level,
      sizeBytes,
      hasAttachment: mayHaveAttachment(header),
      firstPost,
      at,
    })
    const outcome = asWelcomed(decided.outcome, posting)
    return outcome === 'accept' ? undefined : { action: outcome, reason: `policy-${outcome}` }
  },
}
