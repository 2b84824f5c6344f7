import { type Mailbox, parseMailboxes } from '#mta/message/address.ts'
import { type Rewritten, type System, splitVia } from './system.ts'

const CUT_DOMAIN = /---$/ // Mailman 2 writes « anne--- via Vélo » for an author without a name
const FIELDS = ['Reply-To', 'Cc'] as const

/**
 * Mailman 2 and 3 (munge From): From « Anne via Vélo <velo@…> »; the author is added to Reply-To, or to Cc where
 * answers go to the list. In Reply-To one who isn't a list is enough; among those in Cc the name has to be the same.
 */
export const mailman: System = {
  name: 'mailman',
  find(rewritten) {
    const via = splitVia(rewritten.from.name)
    if (via === undefined || rewritten.from.parsed === undefined) return undefined
    for (const field of FIELDS) {
      const others = peopleIn(rewritten, field)
      const same = others.filter((mailbox) => isNamed(mailbox, via.name))
      const one = same.length > 0 ? same : field === 'Reply-To' ? others : []
      if (one.length === 1) return named(one[0]!, via.name)
    }
    return undefined
  },
}

function peopleIn({ header, lists, from }: Rewritten, field: string): Mailbox[] {
  const people = new Map<string, Mailbox>()
  for (const mailbox of header.all(field).flatMap(parseMailboxes)) {
    const text = mailbox.parsed?.text
    if (text !== undefined && !lists.has(text) && text !== from.parsed?.text && !people.has(text)) {
      people.set(text, mailbox)
    }
  }
  return [...people.values()]
}

function isNamed({ name, parsed }: Mailbox, wanted: string): boolean {
  if (name.toLowerCase() === wanted.toLowerCase()) return true
  return (
    parsed !== undefined && parsed.local === wanted.replace(CUT_DOMAIN, '').replace(/@.*$/, '').toLowerCase()
  )
}

function named(mailbox: Mailbox, via: string): Mailbox {
  const name = mailbox.name !== '' ? mailbox.name : CUT_DOMAIN.test(via) || via.includes('@') ? '' : via
  return { ...mailbox, name }
}
