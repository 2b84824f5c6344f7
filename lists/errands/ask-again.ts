import type { Tx } from '#store/database.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { makeToken } from '../tokens.ts'

/** Where the answer to a mail goes that somebody unproved gets: their next request is proved by it. */
export async function addressToAskAgain(
  tx: Tx,
  site: Site,
  { to, listId }: { readonly to: string; readonly listId?: number },
): Promise<string> {
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    ...(listId !== undefined && { listId }),
    detail: { act: 'ask' },
  })
  return answerAddress(site, tokenId)
}
