// Most fields name people in one of two plain ways. Reading those by a pattern takes a fifth of the time of a whole
// address parser, which is asked about everything else.

/** A name and an address as they stand in a field, the name not decoded. */
export interface WrittenMailbox {
  readonly name: string
  readonly address: string
}

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
const ADDRESS = `${ATOM}(?:\\.${ATOM}){0,20}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,10}`
const BARE = new RegExp(`^${ADDRESS}$`)
const NAMED = new RegExp(
  `^(?:"([^"\\\\\\x00-\\x1f\\x7f(),:;<>@[\\]]*)" ?|([^"\\\\\\x00-\\x1f\\x7f(),:;<>@[\\]]*))<(${ADDRESS})>$`,
)
const MAX_MAILBOX = 1_000 // characters

/** The mailboxes of a list of `a@b.example` and `Name <a@b.example>`; undefined when one is anything else. */
export function plainMailboxes(field: string): WrittenMailbox[] | undefined {
  const found: WrittenMailbox[] = []
  for (const piece of field.split(',')) {
    const text = piece.trim()
    if (text.length > MAX_MAILBOX) return undefined
    if (BARE.test(text)) {
      found.push({ name: '', address: text })
      continue
    }
    const named = NAMED.exec(text)
    if (named === null) return undefined
    found.push({ name: (named[1] ?? named[2]!).trim(), address: named[3]! })
  }
  return found
}
