import type { Cursor, Found, FoundMail, Leftover } from './found.ts'

/** Mails that are filed together, and what stood between them that could not be taken. */
export interface Group {
  readonly mails: readonly FoundMail[]
  readonly leftovers: readonly Leftover[]
  /** Where the source stands after it. */
  readonly cursor: Cursor
  readonly readBytes: number
}

const MOST_MAILS = 125
const MOST_BYTES = 2 * 1024 * 1024
const MOST_LEFTOVERS = 1_000

/** Cuts a source into groups: small enough for memory and for losing little, large enough to be cheap. */
export async function* groups(found: AsyncIterable<Found>): AsyncGenerator<Group> {
  let mails: FoundMail[] = []
  let leftovers: Leftover[] = []
  let bytes = 0
  let last: Found | undefined
  for await (const one of found) {
    last = one
    if ('bytes' in one) {
      mails.push(one)
      bytes += one.bytes.length
    } else leftovers.push(one)
    if (mails.length < MOST_MAILS && bytes < MOST_BYTES && leftovers.length < MOST_LEFTOVERS) continue
    yield { mails, leftovers, cursor: one.cursor, readBytes: one.readBytes }
    ;[mails, leftovers, bytes, last] = [[], [], 0, undefined]
  }
  if (last) yield { mails, leftovers, cursor: last.cursor, readBytes: last.readBytes }
}
