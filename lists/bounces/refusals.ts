// The job 'refusals': what other servers refused while we were sending counts as what they send back later.
import { type Refusals, refusedRecipients } from '#mta/out/recipients.ts'
import { readReturnPath } from '../personal.ts'
import type { Site } from '../site.ts'
import { countBounce } from './count.ts'
import { probeCameBack } from './probe-bounce.ts'

/** Counts each refusal, once; safe to run any number of times. */
export async function countRefusals(site: Site, refusals: Refusals): Promise<void> {
  for (const { sentTo, returnPath, reply } of await refusedRecipients(site.db, refusals)) {
    const said = { action: 'failed', status: '', diagnostic: reply } as const
    const returned = readReturnPath(site.secrets, returnPath.split('@')[0] ?? '')
    await site.db.transaction(async (tx) => {
      if (sentTo) await countBounce(tx, site, { ...sentTo, source: 'session', said })
      else if (returned?.kind === 'probe-bounce')
        await probeCameBack(tx, site, returned.tokenId, said, 'session')
    })
  }
}
