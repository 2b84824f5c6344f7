// Who a mail says it is from, when that is one person and no more.
import { type Address, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'

/** The one address of the one From field (RFC 5322 §3.6.2); undefined when there are none or several. */
export function authorOf(header: Header): Address | undefined {
  const [field, ...otherFields] = header.all('From')
  if (field === undefined || otherFields.length > 0) return undefined
  const [mailbox, ...others] = parseMailboxes(field)
  return others.length === 0 ? mailbox?.parsed : undefined
}
