// Who of a list's audience gets a message, and in which way.
import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import type { Audience } from '#mta/out/queue.ts'
import type { List } from './lists.ts'
import type { Mode } from './modes.ts'

/** The addresses in To and Cc, in order. */
export function addressed(header: Header): string[] {
  return ['To', 'Cc']
    .flatMap((name) => header.all(name))
    .flatMap(parseMailboxes)
    .flatMap((m) => (m.parsed ? [m.parsed.text] : []))
}

/**
 * Everyone who receives the list in one of these ways and gets this message, each once: not who is paused; the author, and
 * who is in To or Cc, unless they chose otherwise.
 */
export function recipients(
  list: List,
  modes: readonly Mode[],
  { authorId, header }: { readonly authorId: number | null; readonly header: Header },
): Audience {
  return {
    sql: `select person_id, address_id, written, mode as digest from audience(?::bigint)
           where mode = any(?::text[]) and not paused and (own_posts or person_id is distinct from ?::bigint)
             and (when_addressed or not (address = any(?::text[])))`,
    bindings: [list.id, modes, authorId, addressed(header)],
  }
}
