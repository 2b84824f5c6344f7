// From and Reply-To of a copy: one decision, taken last. Who answers must reach whom they think they reach.
import type { Mailbox } from '#mta/message/address.ts'
import { encodeMailbox, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { derivedAddress } from './list-addresses.ts'
import type { List } from './lists.ts'

/** Reply-To as the list sets it while From stays the author's. An author's own Reply-To is kept beside. */
export function withReplyTo(header: Header, list: List): Header {
  if (list.settings.replyTo === 'author') return header
  const target = list.settings.replyTo === 'list' ? list.address : derivedAddress(list.address, 'owner')
  const own = header.all('Reply-To').flatMap(parseMailboxes)
  const others = own.filter((m) => m.parsed && m.parsed.text !== target)
  const value = [target, ...others.map((m) => encodeMailbox(m.name, m.address))].join(', ')
  return header.replace('Reply-To', { raw: value })
}

/** « Anne Martin via Bureau » <list>: no address of another domain in the name, "via" inside it. */
function viaName(author: Mailbox, list: List): string {
  const local = author.address.slice(0, Math.max(author.address.lastIndexOf('@'), 0)) || author.address
  const name = author.name.includes('@') || author.name === '' ? local : author.name
  return `${name} via ${list.title}`
}

/**
 * From becomes the list's and the author stays reachable: in Reply-To when answers go to the author, else in Cc,
 * so that “reply” and “reply to all” do what they did before.
 */
export function withListAsAuthor(header: Header, author: Mailbox, list: List): Header {
  const original = encodeMailbox(author.name, author.address)
  const rewritten = header
    .replace('From', { raw: encodeMailbox(viaName(author, list), list.address) })
    .without('Sender', 'X-Original-From')
    .with('X-Original-From', { raw: original })
  if (list.settings.replyTo === 'author')
    return header.has('Reply-To') ? rewritten : rewritten.with('Reply-To', { raw: original })
  const inSight = [...header.all('To'), ...header.all('Cc')]
    .flatMap(parseMailboxes)
    .some((m) => m.parsed?.text === author.parsed?.text)
  if (inSight || list.settings.replyTo === 'owner') return rewritten
  const cc = header.all('Cc')
  return rewritten.replace('Cc', { raw: [...cc, original].join(', ') })
}
