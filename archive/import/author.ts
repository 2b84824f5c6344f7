// Old systems rewrote From so that a list's copies pass DMARC, or hid addresses from robots. Who wrote is found
// again from what they left beside it. The bytes stay as they are: only what the archive shows and searches changes.

import { type Address, type Mailbox, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { googleGroups } from './author/google-groups.ts'
import { groupsIo } from './author/groups-io.ts'
import { mailman } from './author/mailman.ts'
import { obfuscated } from './author/obfuscated.ts'
import { originalFrom } from './author/original-from.ts'
import type { Rewritten, System } from './author/system.ts'
import { listsAddresses } from './author/system.ts'

/** The author as they wrote themselves; `system` says how they were found. */
export interface OriginalAuthor {
  readonly name: string
  readonly address: Address
  readonly system: string
}

/** The order matters: what a system said outright comes before what is put together from the rest. */
const SYSTEMS: readonly System[] = [obfuscated, originalFrom, googleGroups, groupsIo, mailman]

/** Who wrote a mail whose From an old system rewrote; undefined when From is the author's own, or nobody can tell. */
export function originalAuthor(header: Header): OriginalAuthor | undefined {
  const [field, ...others] = header.all('From')
  if (field === undefined || others.length > 0) return undefined
  const written = header.text('From')
  const [from, ...more] = parseMailboxes(field)
  if (from === undefined || more.length > 0) return undefined
  const rewritten: Rewritten = { header, written, from, lists: listsAddresses(header) }
  for (const { name, find } of SYSTEMS) {
    const found = find(rewritten)
    if (found?.parsed === undefined || rewritten.lists.has(found.parsed.text)) continue
    if (found.parsed.text === from.parsed?.text) return undefined
    return { name: nameOf(found), address: found.parsed, system: name }
  }
  return undefined
}

function nameOf({ name, address }: Mailbox): string {
  return name === address ? '' : name
}
