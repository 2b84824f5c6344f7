import { z } from 'zod'
import type { Tx } from '#store/database.ts'
import { makeToken, type Token } from '../../tokens.ts'

const detailSchema = z.object({
  /**
   * What an answer does, of the address that was asked: 'link-own' it asks to be linked with `other`; 'link' it lets
   * `other` be its person's; 'unlink' it takes `other` away again; 'move-confirm' it wants its lists sent to `other`;
   * 'move-new' it takes the lists that `other` gets.
   */
  act: z.enum(['link-own', 'link', 'unlink', 'move-confirm', 'move-new']),
  other: z.string(),
  /** With 'unlink': where the lists of `other` arrived before. */
  before: z.string().optional(),
})

export type AddressDetail = z.infer<typeof detailSchema>

/** « Ce n’est pas moi » is read long after the mail has come: a mailbox is opened again after a winter. */
const NOT_ME_MINUTES = 180 * 24 * 60

/** A question about two addresses, to one of them. */
export async function makeAddressToken(tx: Tx, address: string, detail: AddressDetail): Promise<number> {
  return await makeToken(tx, {
    purpose: 'link-address',
    address,
    detail,
    ...(detail.act === 'unlink' && { lifeMinutes: NOT_ME_MINUTES }),
  })
}

/** What such a token asks. */
export const addressDetail = (token: Token): AddressDetail => detailSchema.parse(token.detail)
