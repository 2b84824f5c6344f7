// What each system that rewrites From leaves behind, and what they have in common.

import { type Mailbox, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'

/** A header whose From may have been rewritten. */
export interface Rewritten {
  readonly header: Header
  /** From decoded, whole. */
  readonly written: string
  /** The one mailbox of From. */
  readonly from: Mailbox
  /** The addresses of the lists that the mail came through. */
  readonly lists: ReadonlySet<string>
}

/** A system that rewrote From: finds the author again, or says nothing. */
export interface System {
  readonly name: string
  readonly find: (rewritten: Rewritten) => Mailbox | undefined
}

// « Anne via Vélo », "'Anne' via Vélo", « Anne (via Vélo Mailing List) »; German, Spanish, Italian and Dutch Mailmans too.
const VIA = /^(.+?)\s+\(?(?:via|v[ií]a|über|tramite|a través de)\s+(\S.*?)\)?$/iu
// Sympa puts it into a comment, which is no part of the name.
const BEHALF = /\((?:[^()\s]+ )?(?:via|on behalf of|de la part de|au nom de) [^()]+\)/i
const LIST_FIELDS = ['List-Post', 'X-BeenThere', 'Mailing-List', 'X-Google-Group', 'X-Loop']

/** The name before « via … » and what follows it; undefined when there is no such thing. */
export function splitVia(name: string): { name: string; via: string } | undefined {
  const [, before, via] = VIA.exec(name) ?? []
  if (before === undefined || via === undefined) return undefined
  return { name: before.replace(/^(["'])(.*)\1$/, '$2').trim(), via }
}

/** Whether From isn't the author's: it is a list's own address, or says « via » or « on behalf of ». */
export function isRewritten({ from, written, lists }: Rewritten): boolean {
  if (from.parsed !== undefined && lists.has(from.parsed.text)) return true
  return splitVia(from.name) !== undefined || BEHALF.test(written)
}

/** The one mailbox of a field that has an address. */
export function mailboxIn(header: Header, field: string): Mailbox | undefined {
  const value = header.first(field)
  return value === undefined ? undefined : parseMailboxes(value).find(({ parsed }) => parsed !== undefined)
}

/** The addresses of the lists that a mail came through, in compared form, by the fields that lists add. */
export function listsAddresses(header: Header): Set<string> {
  const found = new Set<string>()
  for (const field of LIST_FIELDS) {
    for (const value of header.all(field)) {
      for (const address of value.match(/[^\s<>:;,"()]+@[A-Za-z0-9.-]+/g) ?? [])
        found.add(address.toLowerCase())
    }
  }
  return found
}
