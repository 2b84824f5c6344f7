import { classOf, type Said } from '#mta/message/bounce-class.ts'
import type { Tx } from '#store/database.ts'
import { holdAddress } from '../people.ts'
import type { Site } from '../site.ts'
import { tokenById } from '../tokens.ts'
import { countBounce } from './count.ts'
import { pauseEverywhere } from './pause.ts'

/** The question whether our mail arrives came back itself: where nobody is, there is nothing to wait for. */
export async function probeCameBack(
  tx: Tx,
  site: Site,
  tokenId: number,
  said: Said,
  source: 'report' | 'session',
): Promise<string> {
  const token = await tokenById(tx, tokenId)
  const addressId = token?.detail.act === 'receive-again' ? Number(token.detail.addressId) : undefined
  if (addressId === undefined || token?.state !== 'fresh') return 'answered meanwhile'
  const counted = await countBounce(tx, site, { addressId, messageId: 0, source, said })
  const health = await holdAddress(tx, addressId)
  if (classOf(said) !== 'no-mailbox' || !health?.receives || health.probedAt === null) return counted
  await pauseEverywhere(tx, site, health, 'no-mailbox')
  return 'no-mailbox: pause'
}
