import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { type Language, oneLine } from '../mails.ts'
import { phrases } from './words.ts'

/** Who wrote what, as a mail's header says; nothing there proves it. */
export function subjectsOf(
  header: Header,
  language: Language,
): { readonly name: string; readonly address: string; readonly author: string; readonly subject: string } {
  const from = parseMailboxes(header.first('From') ?? '')[0]
  const address = oneLine(from?.address ?? '')
  const name = oneLine(from?.name ?? '') || address || '…'
  return {
    name,
    address,
    author: withAddress(name, address),
    subject: oneLine(header.text('Subject')) || phrases(language)['no-subject'],
  }
}

/** « Jeanne Dupont (jeanne@…) »; the address alone of who gives no name. */
export const withAddress = (name: string, address: string): string =>
  name === address || address === '' ? name : `${name} (${address})`
