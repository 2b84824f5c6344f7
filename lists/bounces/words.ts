// What a mail about an address says: which lists it is for, and why they come back.
import type { BounceClass } from '#mta/message/bounce-class.ts'
import type { DbOrTx } from '#store/database.ts'
import { enBounces } from '#templates/mails/en/bouncing.ts'
import { frBounces } from '#templates/mails/fr/bouncing.ts'
import { type Language, languageOf } from '../mails.ts'
import type { Site } from '../site.ts'
import { listsOf } from '../subscriptions.ts'

const MAX_LISTS = 20 // named in a mail

/** Their language, and the sentences. */
export async function aboutAddress(
  db: DbOrTx,
  { platform }: Pick<Site, 'platform'>,
  about: {
    readonly to: string
    readonly address: string
    readonly personId: number
    readonly reason: BounceClass
  },
): Promise<{ language: Language; sentences: Record<string, string> }> {
  const language = await languageOf(db, about.to, platform.language)
  const reasons: Record<string, string> = language === 'fr' ? frBounces : enBounces
  const lists = await listsOf(db, about.personId)
  const named = lists.slice(0, MAX_LISTS).map((list: { address: string }) => list.address)
  return {
    language,
    sentences: {
      address: about.address,
      reason: reasons[about.reason] ?? reasons.unclear!,
      lists: [...named, ...(lists.length > MAX_LISTS ? ['…'] : [])].join('\n'),
      platform: platform.name,
      home: `${platform.webUrl}/`,
    },
  }
}
